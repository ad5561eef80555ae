# Receives Messenger's webhooks: answers the handshake, checks the signature, puts the events into a queue, and says 200. Whatever is
# done with them is another function's work, so that Meta is answered within its five seconds.
#
# Settings of the function app: MM_APP_SECRET, MM_VERIFY_TOKEN (the one that was entered in the app dashboard).

using namespace System.Net

param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'

function Send-Answer {
    param([HttpStatusCode] $Status, [string] $Body = '')

    Push-OutputBinding -Name Response -Value @{ StatusCode = $Status; Body = $Body; ContentType = 'text/plain' }
}

# Compares in a time that does not tell how much of it is right.
function Test-VerifyToken {
    param([string] $Token)

    $given, $wanted = $Token, $env:MM_VERIFY_TOKEN | ForEach-Object { , [Text.Encoding]::UTF8.GetBytes("$_") }
    $wanted.Length -gt 0 -and [Security.Cryptography.CryptographicOperations]::FixedTimeEquals($given, $wanted)
}

if ($Request.Method -eq 'GET') {
    if ($Request.Query['hub.mode'] -eq 'subscribe' -and (Test-VerifyToken $Request.Query['hub.verify_token'])) {
        Send-Answer OK $Request.Query['hub.challenge']
    } else {
        Send-Answer Forbidden
    }

    return
}

if (-not $env:MM_APP_SECRET) {
    Write-Error 'MM_APP_SECRET is not set, so no signature can be checked.' -ErrorAction Continue
    Send-Answer InternalServerError
    return
}

$secret = ConvertTo-SecureString -String $env:MM_APP_SECRET -AsPlainText -Force
try {
    # The raw body: the signature covers its bytes, and Body has been parsed.
    $events = @(ConvertFrom-MMWebhook -InputObject $Request.RawBody -Signature $Request.Headers['X-Hub-Signature-256'] -AppSecret $secret)
} catch {
    # The id alone: a body is full of people's data.
    Write-Warning "A delivery was refused: $(($_.FullyQualifiedErrorId -split ',')[0])"
    Send-Answer $(if ($_.CategoryInfo.Category -eq 'SecurityError') { 'Unauthorized' } else { 'BadRequest' })
    return
}

# An event can come twice; its Id is the same each time.
if ($events) {
    Push-OutputBinding -Name Events -Value @($events | ForEach-Object { ConvertTo-Json -InputObject $_ -Depth 4 -Compress })
}

Send-Answer OK
