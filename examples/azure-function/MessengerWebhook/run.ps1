# Receives Messenger webhooks: completes the handshake, checks the signature, adds the events to a queue, and returns 200. Process the
# events in another function, because Meta expects a response within five seconds.
# Settings of the function app: MM_APP_SECRET and MM_VERIFY_TOKEN (the verify token from the app dashboard).

using namespace System.Net

param($Request, $TriggerMetadata)

$ErrorActionPreference = 'Stop'

function Send-Answer {
    param([HttpStatusCode] $Status, [string] $Body = '')

    Push-OutputBinding -Name Response -Value @{ StatusCode = $Status; Body = $Body; ContentType = 'text/plain' }
}

# Compares in constant time.
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
    # Use the raw body, because the signature covers its bytes. Body has been parsed.
    $events = @(ConvertFrom-MMWebhook -InputObject $Request.RawBody -Signature $Request.Headers['X-Hub-Signature-256'] -AppSecret $secret)
} catch {
    # Log only the error ID, because the body contains personal data.
    Write-Warning "A delivery was refused: $(($_.FullyQualifiedErrorId -split ',')[0])"
    Send-Answer $(if ($_.CategoryInfo.Category -eq 'SecurityError') { 'Unauthorized' } else { 'BadRequest' })
    return
}

# An event can arrive more than once, always with the same Id.
if ($events) {
    Push-OutputBinding -Name Events -Value @($events | ForEach-Object { ConvertTo-Json -InputObject $_ -Depth 4 -Compress })
}

Send-Answer OK
