# Wait-MMAudienceUpload: receipts joined with what is reported about them.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox @{ MatchRate = 1 }
}

AfterAll {
    Disconnect-MMAccount
    Stop-MMSandbox $sandbox
}

Describe 'With an inbox' {
    It 'a batch has the status of its webhook' {
        $inbox = "$TestDrive/inbox.jsonl"
        $audience = New-Audience $sandbox
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 3 }
        $receipts = New-Customer 250 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 100
        Send-Webhook $watch.Uri (New-StatusBody -AudienceId $audience.Id -Rows 50 -Timestamp 1) | Should -Be 200
        Send-Webhook $watch.Uri (New-StatusBody -AudienceId $audience.Id -Rows 100 -Lower 150 -Upper 160 -Timestamp 2) | Should -Be 200
        Send-Webhook $watch.Uri (New-StatusBody -AudienceId $audience.Id -Rows 100 -Lower 250 -Upper 260 -Timestamp 3) | Should -Be 200

        $statuses = $receipts | Wait-MMAudienceUpload -InboxPath $inbox -TimeoutSec 30 | Sort-Object -Property Batch
        [void](Complete-Watch $watch)

        $statuses.Batch | Should -Be 1, 2, 3
        $statuses.Rows | Should -Be 100, 100, 50
        $statuses.Status | Select-Object -Unique | Should -Be 'Succeeded'
        $statuses.Source | Select-Object -Unique | Should -Be 'Webhook'
        $statuses.AudienceId | Select-Object -Unique | Should -Be $audience.Id
        $statuses[2].LowerBound | Should -Be 105
        $statuses[2].UpperBound | Should -Be 120
        $statuses[2].Time.UtcDateTime.ToString('s') | Should -Be '1970-01-01T00:00:01'
    }

    It 'an upload continues during the wait for its first batches' {
        $audience = New-Audience $sandbox
        $watch = Start-Watch -Parameters @{ InboxPath = "$TestDrive/meanwhile.jsonl" }
        $state = @{ Batches = 0; IsAnySettled = $false }
        $statuses = & {
            while (-not $state.IsAnySettled -and $state.Batches -lt 300) {
                New-Customer 10 -First (10 * $state.Batches + 1)
                $state.Batches++
                Start-Sleep -Milliseconds 100
            }
        } | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10 | ForEach-Object {
            [void](Send-Webhook $watch.Uri (New-StatusBody -AudienceId $audience.Id -Rows 10 -Timestamp $_.Batch))
            $_
        } | Wait-MMAudienceUpload -InboxPath "$TestDrive/meanwhile.jsonl" -TimeoutSec 30 | ForEach-Object {
            $state.IsAnySettled = $true
            $_
        }
        Stop-Watch $watch

        $state.Batches | Should -BeLessThan 300
        @($statuses).Count | Should -Be $state.Batches
    }

    It 'a webhook from before the upload is ignored' {
        $inbox = "$TestDrive/before.jsonl"
        $audience = New-Audience $sandbox
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 1 }
        Send-Webhook $watch.Uri (New-StatusBody -AudienceId $audience.Id -Rows 10) | Should -Be 200
        [void](Complete-Watch $watch)

        $status = New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id | Wait-MMAudienceUpload -InboxPath $inbox -TimeoutSec 1 -ErrorAction SilentlyContinue -ErrorVariable failures
        $status.Status | Should -Be 'TimedOut'
        $failures.Count | Should -Be 1
        Get-ErrorId $failures[0] | Should -Be 'MMUploadStatusTimeout'
        $failures[0].CategoryInfo.Category | Should -Be 'OperationTimeout'
    }

    It 'fewer than 100 matches cause one warning for each audience' {
        $inbox = "$TestDrive/few.jsonl"
        $audience = New-Audience $sandbox
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 2 }
        $receipts = New-Customer 20 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10
        1..2 | ForEach-Object { Send-Webhook $watch.Uri (New-StatusBody -AudienceId $audience.Id -Rows 10 -Lower 5 -Upper 15 -Timestamp $_) } | Should -Be 200, 200
        [void](Complete-Watch $watch)

        $warnings = @(Get-Warning { $receipts | Wait-MMAudienceUpload -InboxPath $inbox -TimeoutSec 30 })
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -Match 'Fewer than 100'
        $warnings[0] | Should -Match $audience.Id
    }

    It 'a status other than SUCCESS is a failure' {
        $inbox = "$TestDrive/failed.jsonl"
        $audience = New-Audience $sandbox
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 1 }
        $receipt = New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id
        Send-Webhook $watch.Uri (New-StatusBody -AudienceId $audience.Id -Rows 10 -Lower 1000 -Upper 1100 -Status 'FAILED') | Should -Be 200
        [void](Complete-Watch $watch)

        $status = $receipt | Wait-MMAudienceUpload -InboxPath $inbox -TimeoutSec 30
        $status.Status | Should -Be 'Failed'
        $status.Detail | Should -Be 'FAILED'
    }

    It 'a batch that was not sent is not waited for' {
        $audience = New-Audience $sandbox
        $status = New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -WhatIf | Wait-MMAudienceUpload -InboxPath "$TestDrive/none.jsonl" -TimeoutSec 60
        $status.Status | Should -Be 'NotSent'
        $status.Source | Should -Be 'Receipt'
    }

    It 'needs a folder for the inbox, and no connection' {
        Get-ErrorId (Get-Failure { New-Customer 1 | Wait-MMAudienceUpload -InboxPath "$TestDrive/no/inbox.jsonl" }) | Should -Be 'MMFileNotFound'
    }
}

Describe 'Without an inbox' {
    It 'the audience is polled until it is back to normal' {
        $audience = New-Audience $sandbox
        $statuses = New-Customer 150 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 100 | Wait-MMAudienceUpload -PollIntervalSec 1 -TimeoutSec 60
        $statuses.Batch | Sort-Object | Should -Be 1, 2
        $statuses.Status | Select-Object -Unique | Should -Be 'Succeeded'
        $statuses.Source | Select-Object -Unique | Should -Be 'Poll'
        $statuses[0].LowerBound | Should -BeGreaterThan 0
    }

    It 'a deleted audience is reported, and its batches fail' {
        $audience = New-Audience $sandbox
        $receipt = New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id
        Remove-MMCustomAudience -Id $audience.Id -Confirm:$false
        $status = $receipt | Wait-MMAudienceUpload -PollIntervalSec 1 -TimeoutSec 60 -ErrorAction SilentlyContinue -ErrorVariable failures
        $status.Status | Should -Be 'Failed'
        Get-ErrorId $failures[0] | Should -Be $status.Detail
    }

    It 'a token that is no longer valid ends the wait' {
        $audience = New-Audience $sandbox
        $receipt = New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id
        $sandbox.FailNext('190/463')
        $failure = Get-Failure { $receipt | Wait-MMAudienceUpload -PollIntervalSec 1 -TimeoutSec 60 }
        Get-ErrorId $failure | Should -Be 'MMAuthenticationFailed'
    }
}

Describe 'Ctrl+C' {
    It 'ends a wait within a second' {
        $audience = New-Audience $sandbox
        $receipt = New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id
        $shell = New-Shell
        try {
            $shell.Runspace.SessionStateProxy.SetVariable('Receipt', $receipt)
            $shell.Runspace.SessionStateProxy.SetVariable('Inbox', "$TestDrive/never.jsonl")
            $running = $shell.AddScript('$Receipt | Wait-MMAudienceUpload -InboxPath $Inbox').BeginInvoke()
            Start-Sleep -Milliseconds 700
            $running.IsCompleted | Should -BeFalse
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.ElapsedMilliseconds | Should -BeLessThan 1000
        } finally {
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }
    }
}
