/**
 * What guests may do at most, whatever their role allows: AWS caps sessions of the enhanced flow.
 *
 * Several session policies add up, so this is the inline one together with the managed policy
 * `AmazonCognitoUnAuthedIdentitiesSessionPolicy`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export const GUEST_SESSION_POLICY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'appsync:*',
        'cloudwatch:*',
        'codewhisperer:*',
        'cognito-identity:*',
        'cognito-idp:*',
        'cognito-sync:*',
        'comprehend:*',
        'dynamodb:*',
        'execute-api:*',
        'firehose:*',
        'gamelift:*',
        'iot:*',
        'kinesis:*',
        'kms:Decrypt',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'lambda:*',
        'lex:*',
        'logs:*',
        'machinelearning:*',
        'mobileanalytics:*',
        'mobiletargeting:*',
        'personalize:*',
        'polly:*',
        'rekognition:*',
        'rum:PutRumEvents',
        's3:*',
        'sagemaker:InvokeEndpoint',
        'sdb:*',
        'ses:*',
        'sns:*',
        'sqs:*',
        'textract:AnalyzeDocument',
        'textract:DetectDocumentText',
        'transcribe:*',
        'translate:*',
      ],
      Resource: '*',
    },
  ],
} as const;
