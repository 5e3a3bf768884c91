import { createHash } from 'crypto';

/** A resource of AWS that is taken as created. */
export interface PlayedResource {
  readonly type: string;
  readonly properties: { readonly [key: string]: any };
  /** What `Ref` gives. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives; other attributes are made up. */
  readonly attributes: { readonly [name: string]: unknown };
}

export interface Place {
  readonly stack: string;
  readonly logicalId: string;
  readonly region: string;
  readonly account: string;
}

const MAXIMUM_NAME = 50;

/** Makes up ids that look like those of the service, the same in every rehearsal. */
export function play(type: string, properties: PlayedResource['properties'], place: Place): PlayedResource {
  const digits = createHash('sha256').update(`${place.stack}/${place.logicalId}`).digest('hex').slice(0, 17);
  const whole = `${place.stack}-${place.logicalId}`;
  // Names are cut as the services do it: with an ending that keeps them apart.
  const name = whole.length > MAXIMUM_NAME ? `${whole.slice(0, MAXIMUM_NAME - 9)}-${digits.slice(0, 8)}` : whole;
  const arn = (service: string, rest: string, region = place.region) => `arn:aws:${service}:${region}:${place.account}:${rest}`;
  const made = (physicalId: string, attributes: PlayedResource['attributes'] = {}) => ({ type, properties, physicalId, attributes });
  switch (type) {
    case 'AWS::EC2::VPC': return made(`vpc-${digits}`, {
      VpcId: `vpc-${digits}`, CidrBlock: properties.CidrBlock, Ipv6CidrBlocks: ['2001:db8:1200::/56'],
    });
    case 'AWS::KMS::Key': {
      const key = `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(1, 4)}-8${digits.slice(4, 7)}-${digits.slice(0, 12)}`;
      return made(key, { Arn: arn('kms', `key/${key}`), KeyId: key });
    }
    case 'AWS::EC2::Subnet': return made(`subnet-${digits}`, { SubnetId: `subnet-${digits}`, AvailabilityZone: properties.AvailabilityZone });
    case 'AWS::EC2::SecurityGroup': return made(`sg-${digits}`, { GroupId: `sg-${digits}` });
    case 'AWS::IAM::Role': {
      const role = properties.RoleName ?? name;
      return made(role, { Arn: arn('iam', `role/${role}`, ''), RoleId: `AROA${digits.toUpperCase()}` });
    }
    case 'AWS::Lambda::Function': {
      const functionName = properties.FunctionName ?? name;
      return made(functionName, { Arn: arn('lambda', `function:${functionName}`) });
    }
    case 'AWS::StepFunctions::StateMachine': return made(arn('states', `stateMachine:${name}`), { Arn: arn('states', `stateMachine:${name}`) });
    case 'AWS::S3::Bucket': {
      const bucket = properties.BucketName ?? name.toLowerCase();
      return made(bucket, { Arn: `arn:aws:s3:::${bucket}`, RegionalDomainName: `${bucket}.s3.${place.region}.amazonaws.com` });
    }
    default: return made(name, { Arn: arn(type.split('::')[1]?.toLowerCase() ?? 'unknown', `${name}`) });
  }
}
