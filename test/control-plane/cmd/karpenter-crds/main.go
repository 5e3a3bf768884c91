// Command karpenter-crds prints the NodePool and NodeClaim CRDs that the Karpenter module embeds, as a JSON list.
package main

import (
	"encoding/json"
	"log"
	"os"

	"sigs.k8s.io/karpenter/pkg/apis"
)

func main() {
	if err := json.NewEncoder(os.Stdout).Encode(apis.CRDs); err != nil {
		log.Fatal(err)
	}
}
