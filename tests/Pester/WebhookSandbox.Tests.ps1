# The webhook cmdlets with the sandbox as Meta: handshake, signatures and repeats are its own.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule

    # A sandbox that sends its webhooks to a watch with an inbox.
    function Connect-WatchedSandbox {
        param([hashtable] $Options = @{}, [int] $First)

        $script:sandbox = Connect-Sandbox $Options
        $script:inbox = "$TestDrive/$([guid]::NewGuid()).jsonl"
        $script:watch = Start-Watch -Parameters @{ AppSecret = $sandbox.AppSecret; InboxPath = $inbox; First = $First }
        $sandbox.SendWebhooksTo($watch.Uri, (Get-VerifyToken))
        Register-MMWebhook
    }
}

Describe 'Events of the sandbox' {
    AfterEach {
        Disconnect-MMAccount
        Stop-MMSandbox $sandbox
    }

    It 'complete the wait for an upload (<Shape>)' -ForEach @{ Shape = 'Flat' }, @{ Shape = 'Page' }, @{ Shape = 'AdAccount' } {
        Connect-WatchedSandbox @{ MatchRate = 1; UploadStatusShape = $Shape } -First 3
        $audience = New-Audience $sandbox
        $statuses = New-Customer 250 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 100 | Wait-MMAudienceUpload -InboxPath $inbox -TimeoutSec 60
        (Complete-Watch $watch).Kind | Select-Object -Unique | Should -Be 'UploadStatus'

        $statuses.Batch | Sort-Object | Should -Be 1, 2, 3
        ($statuses.Status | Select-Object -Unique) | Should -Be 'Succeeded'
        ($statuses.Source | Select-Object -Unique) | Should -Be 'Webhook'
        ($sandbox.Deliveries | Where-Object Field -EQ 'verification').IsDelivered | Should -BeTrue
    }

    It 'are written once, regardless of repeated deliveries' {
        Connect-WatchedSandbox @{ DuplicateDelivery = 3 } -First 3
        1..3 | ForEach-Object { Send-MMSandboxMessage "quux $_" -Sandbox $sandbox } | Out-Null
        $events = Complete-Watch $watch
        $events.Text | Should -Be 'quux 1', 'quux 2', 'quux 3'
        Get-Content -LiteralPath $inbox | Select-Object -First 1 | Should -Match 'quux 1'
    }

    It 'are delivered later if the receiver was down' {
        Connect-WatchedSandbox -First 1
        Send-MMSandboxMessage 'quux 1' -Sandbox $sandbox | Out-Null
        $port = $watch.Port
        (Complete-Watch $watch).Text | Should -Be 'quux 1'
        Send-MMSandboxMessage 'quux 2' -Sandbox $sandbox | Out-Null
        $events = Watch-MMWebhook -Port $port -InboxPath $inbox -Resume -First 1 -TimeoutSec 60
        $events.Text | Should -Be 'quux 2'
    }
}
