# Watch-MMWebhook over real HTTP.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $secret = Get-WebhookSecret
}

Describe 'A watch' {
    It 'answers the handshake, and refuses a wrong verify token without its challenge' {
        $watch = Start-Watch
        try {
            Send-Handshake $watch.Uri | Should -Be '200 1158201444'
            Send-Handshake $watch.Uri -Token 'wrong' | Should -Be '403 '
        } finally {
            Stop-Watch $watch
        }
    }

    It 'writes events as they arrive, and ends after -First events' {
        $watch = Start-Watch -Parameters @{ First = 2 }
        Send-Webhook $watch.Uri (New-MessageBody 1) | Should -Be 200
        Wait-Until { $watch.Output.Count -eq 1 }
        Send-Webhook $watch.Uri (New-OptInBody) | Should -Be 200
        $events = Complete-Watch $watch
        "$($events.Kind)" | Should -Be 'Message OptIn'
        Test-Port $watch.Port | Should -BeFalse
    }

    It 'writes a repeated event only once' {
        $watch = Start-Watch -Parameters @{ First = 2; InboxPath = "$TestDrive/twice.jsonl" }
        Send-Webhook $watch.Uri (New-MessageBody 1) | Should -Be 200
        Send-Webhook $watch.Uri (New-MessageBody 1) | Should -Be 200
        Send-Webhook $watch.Uri (New-MessageBody 2) | Should -Be 200
        (Complete-Watch $watch).MessageId | Should -Be 'm1', 'm2'
    }

    It 'refuses unsigned deliveries, with a warning that contains none of their content' {
        $watch = Start-Watch -Parameters @{ First = 1 }
        Send-Webhook $watch.Uri (New-MessageBody 1) -Signature '' | Should -Be 401
        Send-Webhook $watch.Uri (New-MessageBody 1) -Signature 'sha256=7cbc46b042d7e131c845c3f08d7028636dc75bdd529a85bfd25451ef6fc04d04' | Should -Be 403
        Send-Webhook $watch.Uri (New-MessageBody 2) | Should -Be 200
        Wait-Until { $watch.Running.IsCompleted }
        $warnings = @($watch.Shell.Streams.Warning.ReadAll())
        (Complete-Watch $watch).MessageId | Should -Be 'm2'
        $warnings.Count | Should -Be 1
        $warnings[0].Message | Should -Match 'signature'
        $warnings[0].Message | Should -Not -Match 'quux|77700[12]'
    }

    It 'warns that Meta cannot verify the address without -VerifyToken' {
        $warnings = @(Get-Warning { Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -TimeoutSec 1 })
        $warnings.Count | Should -Be 1
        $warnings[0] | Should -Match '-VerifyToken.*handshake'
        @(Get-Warning { Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -VerifyToken (Get-VerifyToken) -TimeoutSec 1 }) | Should -BeNullOrEmpty
    }

    It 'accepts deliveries only at its own path' {
        $watch = Start-Watch -Parameters @{ UrlPath = '/meta/hook'; First = 1 }
        Send-Webhook $watch.Uri (New-MessageBody 1) | Should -Be 404
        Send-Webhook "$($watch.Uri)meta/hook" (New-MessageBody 1) | Should -Be 200
        (Complete-Watch $watch).MessageId | Should -Be 'm1'
    }

    It 'refuses bodies that are too large' {
        $watch = Start-Watch -Parameters @{ MaxBodyBytes = 2048; First = 1 }
        Send-Webhook $watch.Uri (New-MessageBody 1 -Text ('x' * 2048)) | Should -Be 413
        Send-Webhook $watch.Uri (New-MessageBody 2) | Should -Be 200
        (Complete-Watch $watch).MessageId | Should -Be 'm2'
    }

    It 'ends after -TimeoutSec seconds' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -TimeoutSec 1 | Should -BeNullOrEmpty
        $watch.Elapsed.TotalSeconds | Should -BeGreaterThan 0.9
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 6
    }

    It 'ends within a second of Ctrl+C and frees the port' {
        $watch = Start-Watch -Parameters @{ InboxPath = "$TestDrive/stop.jsonl" }
        Send-Webhook $watch.Uri (New-MessageBody 1) | Should -Be 200
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $watch.Shell.Stop()
        $clock.ElapsedMilliseconds | Should -BeLessThan 1000
        Test-Port $watch.Port | Should -BeFalse
        Stop-Watch $watch
        Watch-MMWebhook -Port $watch.Port -AppSecret $secret -InboxPath "$TestDrive/stop.jsonl" -TimeoutSec 1 | Should -BeNullOrEmpty
    }
}

Describe 'An error of a watch' {
    It 'is reported: a port in use' {
        $watch = Start-Watch
        try {
            $failure = Get-Failure { Watch-MMWebhook -Port $watch.Port -AppSecret $secret }
            Get-ErrorId $failure | Should -Be 'MMPortTaken'
            $failure.TargetObject | Should -Be $watch.Port
        } finally {
            Stop-Watch $watch
        }
    }

    It 'is reported: an inbox in use' {
        $watch = Start-Watch -Parameters @{ InboxPath = "$TestDrive/shared.jsonl" }
        try {
            Get-ErrorId (Get-Failure { Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath "$TestDrive/shared.jsonl" }) | Should -Be 'MMInboxInUse'
        } finally {
            Stop-Watch $watch
        }
    }

    It 'is reported: an inbox in a folder that does not exist' {
        Get-ErrorId (Get-Failure { Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath "$TestDrive/none/inbox.jsonl" }) | Should -Be 'MMFileNotFound'
    }

    It 'is reported: a missing secret' {
        Get-ErrorId (Get-Failure { Watch-MMWebhook -Port (Get-FreePort) }) | Should -Be 'MMAppSecretMissing'
    }

    It 'is reported: a signed body that is not a webhook' {
        $watch = Start-Watch -Parameters @{ First = 1 }
        Send-Webhook $watch.Uri 'quux' | Should -Be 200
        Send-Webhook $watch.Uri (New-MessageBody 1) | Should -Be 200
        Wait-Until { $watch.Running.IsCompleted }
        $failures = @($watch.Shell.Streams.Error.ReadAll())
        [void](Complete-Watch $watch)
        Get-ErrorId $failures[0] | Should -Be 'MMWebhookUnreadable'
        "$($failures[0])" | Should -Not -Match 'quux'
    }
}

Describe 'A flood of refusals' {
    It 'does not displace the error of a delivery that could not be saved' -Skip:($PSEdition -ne 'Core' -or $IsWindows) {
        # An inbox of 8 KiB at most, and a pipeline that is busy with the first event while everything else comes in.
        $port = Get-FreePort
        $gate = "$TestDrive/the flood is over"
        $taken = "$TestDrive/the first is taken"
        $script = {
            $ProgressPreference = 'SilentlyContinue'
            Import-Module $env:TEST_MODULE
            $secret = ConvertTo-SecureString -String $env:TEST_SECRET -AsPlainText -Force
            Watch-MMWebhook -Port $env:TEST_PORT -AppSecret $secret -VerifyToken $secret -InboxPath $env:TEST_INBOX -First 1 -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failures | ForEach-Object {
                [void](New-Item -ItemType File -Path $env:TEST_TAKEN)
                while (-not (Test-Path -LiteralPath $env:TEST_GATE)) { Start-Sleep -Milliseconds 20 }
            }
            "ids: $($failures.FullyQualifiedErrorId)"
        }
        $start = New-ScriptStartInfo "$script" @{ TEST_MODULE = Get-StagedModule; TEST_SECRET = ConvertFrom-Secret $secret; TEST_PORT = "$port"; TEST_INBOX = "$TestDrive/small.jsonl"; TEST_GATE = $gate; TEST_TAKEN = $taken }
        $command = "trap '' XFSZ; ulimit -f 8; export DOTNET_EnableWriteXorExecute=0; exec ""$($start.FileName)"" $($start.Arguments)"
        $start.FileName, $start.Arguments = 'bash', ''
        foreach ($argument in '-c', $command) { $start.ArgumentList.Add($argument) }
        $child = [Diagnostics.Process]::Start($start)
        try {
            Wait-Until { Test-Port $port }
            Send-Webhook "http://127.0.0.1:$port/" (New-MessageBody 1) | Should -Be 200
            Wait-Until { Test-Path -LiteralPath $taken }
            1..1500 | ForEach-Object { Send-Webhook "http://127.0.0.1:$port/" 'x' -Signature '' } | Select-Object -Unique | Should -Be 401
            Send-Webhook "http://127.0.0.1:$port/" (New-MessageBody 2 -Text ('x' * 20000)) | Should -Be 500
            [void](New-Item -ItemType File -Path $gate)
            $child.WaitForExit(60000) | Should -BeTrue
            $child.StandardOutput.ReadToEnd() | Should -Match 'ids: MMInboxNotWritten,[^ ]*\s*$'
        } finally {
            if (-not $child.HasExited) { $child.Kill() }
        }
    }
}

Describe 'The inbox' {
    It 'is accessible only to its owner' -Skip:($PSEdition -ne 'Core' -or $IsWindows) {
        Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath "$TestDrive/own.jsonl" -TimeoutSec 1
        foreach ($file in "$TestDrive/own.jsonl", "$TestDrive/own.jsonl.position") {
            (Get-Item -LiteralPath $file).UnixMode | Should -Be '-rw-------'
        }
    }

    It 'contains the events that a slow pipeline has not processed yet' {
        $watch = Start-Watch -Parameters @{ InboxPath = "$TestDrive/slow.jsonl"; First = 50 } -Then '| ForEach-Object { Start-Sleep -Milliseconds 20; $_ }'
        1..50 | ForEach-Object { Send-Webhook $watch.Uri (New-MessageBody $_) } | Select-Object -Unique | Should -Be 200
        (Complete-Watch $watch).MessageId | Should -Be (1..50 | ForEach-Object { "m$_" })
    }

    It 'is resumed after the last event that was written' {
        $inbox = "$TestDrive/resume.jsonl"
        $gate = "$TestDrive/all are sent"
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 2 } -Then "| ForEach-Object { `$_; while (-not (Test-Path -LiteralPath '$gate')) { Start-Sleep -Milliseconds 20 } }"
        1..5 | ForEach-Object { Send-Webhook $watch.Uri (New-MessageBody $_) } | Select-Object -Unique | Should -Be 200
        [void](New-Item -ItemType File -Path $gate)
        (Complete-Watch $watch).MessageId | Should -Be 'm1', 'm2'

        $events = Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $inbox -Resume -First 2 -TimeoutSec 30
        $events.MessageId | Should -Be 'm3', 'm4'
        $warnings = Get-Warning { Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -VerifyToken (Get-VerifyToken) -InboxPath $inbox -TimeoutSec 1 }
        $warnings | Should -Match '-Resume'
    }

    It 'is resumed in the middle of a delivery' {
        $inbox = "$TestDrive/middle.jsonl"
        $watch = Start-Watch -Parameters @{ InboxPath = $inbox; First = 1 }
        Send-Webhook $watch.Uri '{"object":"page","entry":[{"id":"1","messaging":[{"sender":{"id":"7"},"message":{"mid":"a"}},{"sender":{"id":"7"},"message":{"mid":"b"}}]}]}' | Should -Be 200
        (Complete-Watch $watch).MessageId | Should -Be 'a'

        (Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $inbox -Resume -First 1 -TimeoutSec 30).MessageId | Should -Be 'b'
    }

    # PowerShell does not say which of the two it was.
    It 'repeats an event if the next command failed or stopped the pipeline' {
        foreach ($then in '| Select-Object -First 1', '| ForEach-Object { throw ''out of order'' }') {
            $inbox = "$TestDrive/again$($then.Length).jsonl"
            $watch = Start-Watch -Parameters @{ InboxPath = $inbox } -Then $then
            Send-Webhook $watch.Uri (New-MessageBody 1) | Should -Be 200
            Wait-Until { $watch.Running.IsCompleted }
            Stop-Watch $watch

            (Watch-MMWebhook -Port (Get-FreePort) -AppSecret $secret -InboxPath $inbox -Resume -First 1 -TimeoutSec 30).MessageId | Should -Be 'm1'
        }
    }

    It 'loses nothing when the process is killed between the answer and the writing of the event' {
        $port = Get-FreePort
        $inbox = "$TestDrive/killed.jsonl"
        $taken = "$TestDrive/taken.txt"
        $script = {
            Import-Module $env:TEST_MODULE
            $secret = ConvertTo-SecureString -String $env:TEST_SECRET -AsPlainText -Force
            Watch-MMWebhook -Port $env:TEST_PORT -AppSecret $secret -InboxPath $env:TEST_INBOX | ForEach-Object {
                [IO.File]::AppendAllText($env:TEST_TAKEN, "$($_.MessageId)`n")
                if ($_.MessageId -eq 'm3') { Start-Sleep -Seconds 600 }
            }
        }
        $variables = @{ TEST_MODULE = Get-StagedModule; TEST_SECRET = ConvertFrom-Secret $secret; TEST_PORT = "$port"; TEST_INBOX = $inbox; TEST_TAKEN = $taken }
        $child = [Diagnostics.Process]::Start((New-ScriptStartInfo "$script" $variables))
        try {
            Wait-Until { Test-Port $port }
            1..10 | ForEach-Object { Send-Webhook "http://127.0.0.1:$port/" (New-MessageBody $_) } | Select-Object -Unique | Should -Be 200
            Wait-Until { (Test-Path -LiteralPath $taken) -and [IO.File]::ReadAllLines($taken).Count -eq 3 }
        } finally {
            $child.Kill()
            $child.WaitForExit()
        }

        [IO.File]::ReadAllLines($taken) | Should -Be 'm1', 'm2', 'm3'
        $events = Watch-MMWebhook -Port $port -AppSecret $secret -InboxPath $inbox -Resume -TimeoutSec 3
        $events.MessageId | Should -Be (3..10 | ForEach-Object { "m$_" })
        Watch-MMWebhook -Port $port -AppSecret $secret -InboxPath $inbox -Resume -TimeoutSec 1 | Should -BeNullOrEmpty
    }
}
