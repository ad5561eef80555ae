# Receives, refuses and misreads webhooks in another process, keeps all its streams and a transcript, and searches them for what should be
# nowhere: tokens, Page-scoped ids, people's words, the app secret and the verify token.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $variables = @{
        TEST_MODULE = Get-StagedModule; TEST_HELPERS = "$PSScriptRoot/Webhooks.psm1"; TEST_FOLDER = "$TestDrive"
        TEST_SECRET = ConvertFrom-Secret (Get-WebhookSecret); TEST_TOKEN = ConvertFrom-Secret (Get-VerifyToken); TEST_PORT = "$(Get-FreePort)"
    }
    $printed = Invoke-Process -Variables $variables -Script {
        $folder = $env:TEST_FOLDER
        [void](Start-Transcript -LiteralPath "$folder/transcript.txt")
        & {
            Import-Module $env:TEST_MODULE, $env:TEST_HELPERS
            $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
            $secret = Get-WebhookSecret
            $bodies = @(New-OptInBody; New-MessageBody 1; New-StatusBody -AudienceId 140984918491243 -Rows 10; '{"quux":"777001 quux-subscriber-token"')

            $bodies | ConvertFrom-MMWebhook -SkipSignatureCheck
            $bodies | ConvertFrom-MMWebhook -AppSecret $secret
            $bodies | ConvertFrom-MMWebhook -AppSecret $secret -Signature (New-Signature 'x')

            # Somebody who sends, in another runspace, while this one watches.
            $sender = [PowerShell]::Create().AddScript({
                param($Helpers, $Port, $Bodies)
                Import-Module $Helpers
                Wait-Until { Test-Port $Port }
                $uri = "http://127.0.0.1:$Port/"
                Send-Handshake $uri
                Send-Handshake $uri -Token 'quux-guess'
                Send-Webhook "$uri`quux-path" $Bodies[0]
                Send-Webhook $uri $Bodies[0] -Signature 'sha256=00'
                foreach ($body in $Bodies) { Send-Webhook $uri $body }
            }).AddParameters(@{ Helpers = $env:TEST_HELPERS; Port = $env:TEST_PORT; Bodies = $bodies })
            [void]$sender.BeginInvoke()
            Watch-MMWebhook -Port $env:TEST_PORT -AppSecret $secret -VerifyToken (Get-VerifyToken) -InboxPath "$folder/inbox.jsonl" -TimeoutSec 5
            Watch-MMWebhook -Port $env:TEST_PORT -AppSecret $secret -InboxPath "$folder/inbox.jsonl" -TimeoutSec 1
        } *>&1 | ForEach-Object {
            $_ | Out-String -Width 4000
            if ($_ -is [Management.Automation.ErrorRecord] -or $_ -is [Management.Automation.InformationalRecord]) { $_ | Format-List * -Force | Out-String -Width 4000 }
        }

        foreach ($record in $Error) {
            'ERROR ' + $record.FullyQualifiedErrorId
            "$($record.Exception)"
            "$($record.TargetObject)"
            "$($record.CategoryInfo)"
            $record.ScriptStackTrace
        }

        [void](Stop-Transcript)
    }
    $said = @{ streams = $printed -join "`n"; transcript = [IO.File]::ReadAllText("$TestDrive/transcript.txt") }
}

Describe 'Every stream and file' {
    It 'has content to search' {
        foreach ($expected in 'OptIn', 'UploadStatus', 'MMWebhookUnreadable', 'MMWebhookSignatureMissing', 'MMWebhookSignatureInvalid', 'The handshake succeeded', 'wrong verify token', 'another path', 'Listening on') {
            $said.streams.Contains($expected) | Should -BeTrue -Because "the run should say '$expected'"
        }
        $said.transcript.Contains('OptIn') | Should -BeTrue
        [IO.File]::ReadAllText("$TestDrive/inbox.jsonl").Contains('quux-subscriber-token') | Should -BeTrue
    }

    It 'contains no <What>' -ForEach @(
        @{ What = 'subscription token'; Pattern = 'quux-subscriber-token' }
        @{ What = 'Page-scoped id'; Pattern = '777001' }
        @{ What = 'word of a person'; Pattern = 'quux words' }
        @{ What = 'app secret'; Pattern = '0123456789abcdef0123456789abcdef' }
        @{ What = 'verify token, right or guessed'; Pattern = 'quux-verify-token|quux-guess' }
        @{ What = 'path that was asked for'; Pattern = 'quux-path' }
        @{ What = 'signature'; Pattern = 'sha256=[0-9a-f]{8}' }
    ) {
        foreach ($name in $said.Keys) {
            # The script itself stands at the head of the transcript.
            $text = $said[$name] -replace '(?m)^Host Application:.*$'
            [regex]::Matches($text, $Pattern, 'IgnoreCase').Value | Select-Object -Unique | Should -BeNullOrEmpty -Because "the $name must not hold it"
        }
    }
}
