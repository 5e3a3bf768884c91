// The validation of templates takes most of a test's time; the tests that are about it switch it on.
process.env.CDK_VALIDATION ??= 'false';
