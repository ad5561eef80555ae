# examples/nightly, with everything in the environment, as cron, systemd and Windows run it.

BeforeDiscovery {
    $isWindowsHost = [IO.Path]::DirectorySeparatorChar -eq '\'
    $analyze = Get-Command -Name systemd-analyze -CommandType Application -ErrorAction Ignore
    if (-not $analyze) {
        Write-Host 'systemd-analyze is not installed here, so the units are not verified.'
    }
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-StagedModule
    $examples = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'examples', 'nightly'))

    function Get-ConnectionVariable {
        @{
            MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId
            MM_BASE_URI = "$($sandbox.BaseUri)"; MM_API_VERSION = $sandbox.ApiVersion
            PSModulePath = (Split-Path (Get-StagedModule)) + [IO.Path]::PathSeparator + $env:PSModulePath
        }
    }

    # Runs a night and gives the exit code. What the script prints is in $said. The script ends the connection of this session.
    function Invoke-Night {
        param([hashtable] $Change = @{}, [hashtable] $Options = @{})

        $variables = Get-ConnectionVariable
        foreach ($name in $Change.Keys) { $variables[$name] = $Change[$name] }
        $variables.Remove('PSModulePath')
        $before = @{}
        foreach ($name in @($variables.Keys)) {
            $before[$name] = [Environment]::GetEnvironmentVariable($name)
            Set-Item -LiteralPath "Env:$name" -Value $variables[$name]
        }

        # The script connects with the defaults, by which a server that does not answer is tried for a minute.
        $PSDefaultParameterValues = @{ 'Connect-MMAccount:MaxRetryCount' = 1 }
        try {
            $script:said = @(& "$examples/Sync-NightlyList.ps1" -AudienceId $audience.Id -Path $list -StateFolder $state @Options *>&1)
            $LASTEXITCODE
        } finally {
            foreach ($name in $before.Keys) { Set-Item -LiteralPath "Env:$name" -Value $before[$name] }
        }
    }

    # The lines of the runs. Each run has lines of checks before it: calls go to a sandbox.
    function Get-Log { Get-Content -LiteralPath "$state/nightly.log" | Where-Object { $_ -notmatch 'Z Check ' } }

    function Get-Check { @(Get-Content -LiteralPath "$state/nightly.log" | Where-Object { $_ -match 'Z Check ' }) -replace '^\S+ Check ' }

    function Get-LastLine { Get-Content -LiteralPath "$state/nightly.log" -Tail 1 }

    # People who share nothing.
    function New-Person {
        param([int] $Count, [int] $First = 1)
        foreach ($number in $First..($First + $Count - 1)) {
            [pscustomobject]@{ Email = "person$number@example.com"; Phone = '+1 202 555 {0:000000}' -f $number; 'First name' = 'Ann' }
        }
    }

    function Set-List {
        param($Customers)
        $Customers | Export-Csv -LiteralPath $list -NoTypeInformation
    }
}

AfterAll { Stop-MMSandbox }

Describe 'examples/nightly/Sync-NightlyList.ps1' {
    BeforeEach {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        $state = "$TestDrive/$([guid]::NewGuid())"
        $list = "$TestDrive/$([guid]::NewGuid()).csv"
        Set-List (New-Person 300)
    }

    AfterEach { Stop-MMSandbox $sandbox }

    It 'syncs the audience with the list every night, and writes one line each time' {
        Invoke-Night | Should -Be 0
        $audience.PeopleCount, $audience.RowsReceived | Should -Be 300, 300
        Set-List (New-Person 300 -First 11)
        Invoke-Night | Should -Be 0
        $audience.PeopleCount, $audience.RowsReceived | Should -Be 300, 310
        $audience.Contains('person10@example.com'), $audience.Contains('person310@example.com') | Should -Be $false, $true
        $lines = @(Get-Log)
        $lines | Should -HaveCount 2
        $lines[0] | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ Success, exit code 0: 300 people, 300 added, 0 changed, 0 removed, 0 opted out, 0 unchanged, 0 rows rejected, \d+ batches, \d+ s$'
        $lines[1] | Should -Match 'Success, exit code 0: 300 people, 10 added, 0 changed, 10 removed, 0 opted out, 290 unchanged, 0 rows rejected'
        $said -join "`n" | Should -Match 'Success, exit code 0'
        Get-Content -LiteralPath (Get-Item "$state/report-*.html").FullName -Raw | Should -Match 'Export-MMUploadReport'
    }

    It 'removes people who opted out' {
        Invoke-Night | Should -Be 0
        Set-Content -LiteralPath "$TestDrive/optouts.csv" -Value 'Email', 'person7@example.com'
        Invoke-Night -Options @{ SuppressPath = "$TestDrive/optouts.csv" } | Should -Be 0
        $audience.PeopleCount, $audience.Contains('person7@example.com') | Should -Be 299, $false
        Get-LastLine | Should -Match '299 people, .* 1 opted out'
    }

    It 'keeps its state in a folder with any name' {
        $state = "$TestDrive/state [x]"
        Invoke-Night | Should -Be 0
        Invoke-Night | Should -Be 0
        $audience.RowsReceived | Should -Be 300
        Get-Log | Should -HaveCount 2
    }

    It 'removes nobody when <Case>, ends with <Code>, and recovers in the next night' -ForEach @(
        @{ Case = 'the export is empty'; Code = 5; Content = @('Email,Phone,First name'); Id = 'MMSyncListEmpty' }
        @{ Case = 'half of the export is missing'; Code = 5; Content = @('Email,Phone,First name') + (1..150 | ForEach-Object { "person$_@example.com,,Ann" }); Id = 'MMTooManyRemovals' }
        @{ Case = 'most rows cannot be used'; Code = 6; Content = @('Email,Phone,First name') + (1..300 | ForEach-Object { "broken $_,,Ann" }) + 'person1@example.com,,Ann'; Id = 'MMTooManyRejected' }
    ) {
        Invoke-Night | Should -Be 0
        Set-Content -LiteralPath $list -Value $Content
        Invoke-Night | Should -Be $Code
        $audience.PeopleCount, $audience.RowsReceived | Should -Be 300, 300
        Get-LastLine | Should -Match "Z [A-Z][a-z]+, exit code ${Code}: .*$Id`$"
        Set-List (New-Person 299)
        Invoke-Night | Should -Be 0
        $audience.PeopleCount | Should -Be 299
    }

    It 'ends with 3 when the token has expired, and calls -OnFailure' {
        $sandbox.FailNext('190/463')
        Invoke-Night -Options @{ OnFailure = { param($Failure) $global:Failed = $Failure } } | Should -Be 3
        $Failed.ExitCode, $Failed.Reason, $Failed.ErrorId, $Failed.AudienceId | Should -Be 3, 'Authentication', 'MMAuthenticationFailed', $audience.Id
        $Failed.Text | Should -Match '^Authentication, exit code 3: '
        Remove-Variable Failed -Scope Global
        Get-LastLine | Should -Match 'Authentication, exit code 3:.* MMAuthenticationFailed$'
        Invoke-Night | Should -Be 0
        $audience.PeopleCount | Should -Be 300
    }

    It 'writes warnings of the checks to the log, and continues' {
        $sandbox.State.AccessTokenExpiresAt = [datetimeoffset]::UtcNow.AddDays(5)
        Invoke-Night | Should -Be 0
        $audience.PeopleCount | Should -Be 300
        $checks = Get-Check
        $checks | Should -HaveCount 2
        $checks[0] | Should -Match '^BaseAddress, Warning: Calls go to 127\.0\.0\.1:\d+ on this computer'
        $checks[1] | Should -Match '^AccessToken, Warning: The token is valid.* It expires on '
        Get-LastLine | Should -Match 'Z Success, exit code 0: '
    }

    It 'ends with 3 before the list is read when the token is not valid' {
        Remove-Item -LiteralPath $list
        Invoke-Night @{ MM_ACCESS_TOKEN = 'EAAquuxWrongToken' } | Should -Be 3
        Get-Check | Should -Contain 'AccessToken, Failed: MMAuthenticationFailed'
        Get-LastLine | Should -Match 'Authentication, exit code 3: MMAuthenticationFailed$'
        @($sandbox.Requests | Where-Object Path -Like '*/users') | Should -BeNullOrEmpty
    }

    It 'continues if a check cannot be made' {
        $sandbox.FailNext('100 at GET /me')
        Invoke-Night | Should -Be 0
        $audience.PeopleCount | Should -Be 300
    }

    It 'keeps its exit code when -OnFailure fails, and does not log its message' {
        Invoke-Night @{ MM_ACCESS_TOKEN = 'EAAquuxWrongToken' } -Options @{ OnFailure = { throw 'https://hooks.example.com/secret' } } | Should -Be 3
        Get-LastLine | Should -Match 'Z Notification failed: '
        (Get-Log) + $said -match 'secret|hooks|quux' | Should -BeNullOrEmpty
    }

    It 'does not call -OnFailure after a successful run' {
        Invoke-Night -Options @{ OnFailure = { $global:Failed = $true } } | Should -Be 0
        $global:Failed | Should -BeNullOrEmpty
    }

    It 'ends with 4 when Meta does not answer' {
        Invoke-Night @{ MM_BASE_URI = 'http://127.0.0.1:9/' } | Should -Be 4
        Get-LastLine | Should -Match 'Network, exit code 4: .*MMNoAnswer$'
    }

    It 'waits when it is throttled' {
        $sandbox.FailNext('80003 at POST /users')
        Invoke-Night | Should -Be 0
        $audience.PeopleCount, $audience.RowsReceived | Should -Be 300, 300
    }

    It 'ends with 8 when a batch is rejected, and the next run sends it' {
        $sandbox.FailNext('100 at POST /users')
        Invoke-Night | Should -Be 8
        $audience.PeopleCount | Should -Be 0
        Invoke-Night | Should -Be 0
        $audience.PeopleCount | Should -Be 300
    }

    It 'ends with 2 when <Case>' -ForEach @(
        @{ Case = 'the list does not exist'; Break = { Remove-Item -LiteralPath $list }; Change = @{} }
        @{ Case = 'the token is not set'; Break = { }; Change = @{ MM_ACCESS_TOKEN = $null } }
        @{ Case = 'the state is another file'; Break = { [void](New-Item -ItemType Directory $state); Set-Content -LiteralPath "$state/audience.state" -Value 'my notes' }; Change = @{} }
    ) {
        & $Break
        Invoke-Night $Change | Should -Be 2
        Get-LastLine | Should -Match 'Configuration, exit code 2: MM'
        $audience.RowsReceived | Should -Be 0
    }

    It 'ends with 2 when the folder cannot be written, and calls -OnFailure' {
        Set-Content -LiteralPath "$TestDrive/file" -Value x
        $state = "$TestDrive/file/folder"
        Invoke-Night -Options @{ OnFailure = { param($Failure) $global:Failed = $Failure } } | Should -Be 2
        $said -join "`n" | Should -Match 'The log cannot be written'
        $Failed.ExitCode, $Failed.ErrorId | Should -Be 2, 'FolderNotAccessible'
        Remove-Variable Failed -Scope Global
        $audience.RowsReceived | Should -Be 0
    }

    It 'ends with 7 while another run works' {
        [void](New-Item -ItemType Directory $state)
        $lock = [IO.File]::Open("$state/nightly.lock", 'OpenOrCreate', 'ReadWrite', 'None')
        try {
            Invoke-Night | Should -Be 7
        } finally {
            $lock.Dispose()
        }

        Get-LastLine | Should -Match 'Busy, exit code 7: '
        $audience.RowsReceived | Should -Be 0
        Invoke-Night | Should -Be 0
    }

    It 'completes a run that was killed' {
        Stop-MMSandbox $sandbox
        $sandbox = Connect-Sandbox @{ LatencyMs = 300 }
        $audience = New-Audience $sandbox
        $info = New-ScriptStartInfo "& '$examples/Sync-NightlyList.ps1' -AudienceId $($audience.Id) -Path '$list' -StateFolder '$state'" (Get-ConnectionVariable)
        $process = [Diagnostics.Process]::Start($info)
        while (-not $process.HasExited -and -not ($sandbox.Requests | Where-Object Path -Like '*/users')) { Start-Sleep -Milliseconds 20 }
        $process.HasExited | Should -BeFalse
        $process.Kill()
        $process.WaitForExit()
        Set-List (New-Person 300 -First 101)
        Invoke-Night -Options @{ MaxRemovePercent = 100 } | Should -Be 0
        $audience.PeopleCount | Should -Be 300
        $audience.Contains('person100@example.com') | Should -BeFalse
    }

    It 'starts a new log when the log is large, and deletes only its own old files' {
        [void](New-Item -ItemType Directory $state)
        Set-Content -LiteralPath "$state/nightly.log" -Value (@('2026-01-01T02:00:00Z Success, exit code 0: 1 people') * 40)
        $old = @{
            'nightly-20250101T020000Z.log' = '2025-01-01T02:00:00Z Success, exit code 0: 1 people'; 'nightly-20250102T020000Z.log' = 'notes of mine'
            'report-20250101.html'         = "<!DOCTYPE html>`n<html lang=`"en`"><head><meta charset=`"utf-8`" /><meta name=`"generator`" content=`"Export-MMUploadReport`" />"
            'report-20250102.html'         = '<!DOCTYPE html><p>mine</p>'; 'upload.journal' = 'not a journal'; 'customers-20250101.log' = 'x'
        }
        foreach ($name in $old.Keys) {
            Set-Content -LiteralPath "$state/$name" -Value $old[$name]
            (Get-Item -LiteralPath "$state/$name").LastWriteTimeUtc = '2025-01-02'
        }

        [void](Add-MMAudienceUser $audience.Id -Path $list -JournalPath "$state/old.journal" -WarningAction Ignore -InformationAction Ignore)
        (Get-Item -LiteralPath "$state/old.journal").LastWriteTimeUtc = '2025-01-02'
        Set-Content -LiteralPath "$state/nightly-20260101T020000Z.log" -Value '2026-01-01T02:00:00Z Success, exit code 0: 1 people'
        (Get-Item -LiteralPath "$state/nightly-20260101T020000Z.log").LastWriteTimeUtc = [DateTime]::UtcNow.AddDays(-29)
        Invoke-Night -Options @{ MaxLogBytes = 1KB; KeepDays = 30 } | Should -Be 0
        Get-Log | Should -HaveCount 1
        $names = (Get-ChildItem -LiteralPath $state -File).Name
        foreach ($name in 'nightly-20250102T020000Z.log', 'report-20250102.html', 'upload.journal', 'customers-20250101.log', 'nightly-20260101T020000Z.log', 'audience.state') { $names | Should -Contain $name }
        foreach ($name in 'nightly-20250101T020000Z.log', 'report-20250101.html', 'old.journal') { $names | Should -Not -Contain $name }
        $moved = @($names -match '^nightly-\d{8}T\d{6}Z\.log$' | Where-Object { $_ -notin $old.Keys -and $_ -ne 'nightly-20260101T020000Z.log' })
        $moved | Should -HaveCount 1
        Get-Content -LiteralPath "$state/$moved" | Should -HaveCount 40
    }

    It 'deletes old files also when the run ends early, and others when one cannot be read' {
        [void](New-Item -ItemType Directory $state)
        [void](Add-MMAudienceUser $audience.Id -Path $list -JournalPath "$state/damaged.journal" -WarningAction Ignore -InformationAction Ignore)
        $lines = Get-Content -LiteralPath "$state/damaged.journal"
        Set-Content -LiteralPath "$state/damaged.journal" -Value ($lines[0], 'quux', $lines[-1])
        Set-Content -LiteralPath "$state/nightly-20250101T020000Z.log" -Value '2025-01-01T02:00:00Z Success, exit code 0: 1 people'
        Get-ChildItem -LiteralPath $state | ForEach-Object { $_.LastWriteTimeUtc = '2025-01-02' }
        Invoke-Night @{ MM_ACCESS_TOKEN = 'EAAquuxWrongToken' } -Options @{ KeepDays = 30 } | Should -Be 3
        Test-Path -LiteralPath "$state/nightly-20250101T020000Z.log" | Should -BeFalse
        Test-Path -LiteralPath "$state/damaged.journal" | Should -BeTrue
        Get-LastLine | Should -Match 'Authentication, exit code 3: MMAuthenticationFailed$'
    }

    It 'deletes the full files of an inbox when they are old and all of their events are processed' {
        [void](New-Item -ItemType Directory $state)
        $watch = Start-Watch -Parameters @{ InboxPath = "$state/inbox.jsonl"; First = 9; TimeoutSec = 60; Resume = $true; MaxInboxSizeMB = 1 }
        foreach ($number in 1..9) { Send-Webhook -Uri $watch.Uri -Body (New-MessageBody $number -Text ('quux ' * 60000)) | Should -Be 200 }
        (Complete-Watch $watch).MessageId | Should -HaveCount 9
        # Of this inbox, delivery 4 is the next one to process; of the other one, nothing is known.
        foreach ($file in Get-ChildItem -LiteralPath $state -Filter 'inbox.jsonl*') {
            foreach ($name in 'open.jsonl', 'unknown.jsonl') { Copy-Item -LiteralPath $file.FullName -Destination "$state/$($file.Name.Replace('inbox.jsonl', $name))" }
        }

        Set-Content -LiteralPath "$state/open.jsonl.position" -Value '900000 4 0'.PadRight(79)
        Remove-Item -LiteralPath "$state/unknown.jsonl.position"
        Get-ChildItem -LiteralPath $state | ForEach-Object { $_.LastWriteTimeUtc = [DateTime]::UtcNow.AddDays(-31) }
        Copy-Item -LiteralPath "$state/inbox.jsonl.000000000001" -Destination "$state/mine.000000000001"
        Invoke-Night -Options @{ KeepDays = 40 } | Should -Be 0
        $names = (Get-ChildItem -LiteralPath $state -File).Name
        foreach ($name in 'inbox.jsonl.000000000001', 'inbox.jsonl.000000000005') { $names | Should -Contain $name }
        Invoke-Night -Options @{ KeepDays = 30 } | Should -Be 0
        $names = (Get-ChildItem -LiteralPath $state -File).Name
        foreach ($name in 'inbox.jsonl.000000000001', 'inbox.jsonl.000000000005') { $names | Should -Not -Contain $name }
        foreach ($name in 'inbox.jsonl', 'inbox.jsonl.position', 'mine.000000000001') { $names | Should -Contain $name }
        foreach ($name in 'open.jsonl', 'unknown.jsonl') { @($names -like "$name.0*") | Should -HaveCount 2 }
    }

    It 'logs and prints nothing about the people, the token, and the path of the list' {
        Set-Content -LiteralPath $list -Value (@('Email,Phone') + (1..9 | ForEach-Object { "quux.person$_@example.com,+1 202 555 014$_" }) + 'quux broken,12')
        Invoke-Night | Should -Be 0
        $sandbox.FailNext('100 at POST /users')
        [void](Invoke-Night -Options @{ MaxRejectPercent = 1 })
        $text = (@(Get-Log) + $said) -join "`n"
        $text | Should -Match '1 rows rejected'
        foreach ($word in 'quux', 'example.com', '555 014', '555014', (ConvertFrom-Secret $sandbox.AccessToken), (Split-Path $list -Leaf)) {
            $text.Contains($word) | Should -BeFalse
        }
    }

    It 'gets its variables from the crontab line' -Skip:$isWindowsHost {
        $line = [IO.File]::ReadAllLines("$examples/Sync-NightlyList.ps1") -match '^ +0 2 \* \* \*'
        $line | Should -HaveCount 1
        $command = $line[0] -replace '^ +0 2 \* \* \* +'
        $command | Should -Match 'pwsh .*$'
        [IO.File]::WriteAllText("$TestDrive/messenger.env", "MM_ACCESS_TOKEN=quux-from-the-file`nMM_PAGE_ID=4711`n")
        $command = $command.Replace('/etc/messenger.env', "'$TestDrive/messenger.env'") -replace 'pwsh .*$', 'env'
        $printed = & { $env:MM_ACCESS_TOKEN = $null; & sh -c $command }
        $printed | Should -Contain 'MM_ACCESS_TOKEN=quux-from-the-file'
        $printed | Should -Contain 'MM_PAGE_ID=4711'
    }

    It 'runs from a copy of Invoke-Nightly.ps1, which returns the exit code' {
        foreach ($file in Get-ChildItem $examples -Filter *.ps1) { Copy-Item -LiteralPath $file.FullName -Destination $TestDrive }
        $text = [IO.File]::ReadAllText("$examples/Invoke-Nightly.ps1").Replace('120210000000000000', $audience.Id).Replace('/srv/crm/customers.csv', $list).Replace('/var/lib/messenger', $state)
        $text = $text -replace "(?m)^ *SuppressPath = .*\r?\n"
        [IO.File]::WriteAllText("$TestDrive/Invoke-Nightly.ps1", $text)
        [void](Invoke-Process -Variables (Get-ConnectionVariable) -Script "& '$TestDrive/Invoke-Nightly.ps1'; exit `$LASTEXITCODE")
        $LASTEXITCODE | Should -Be 0
        $audience.PeopleCount | Should -Be 300
        # Without the address of the webhook, the notification fails, and the exit code stays.
        Set-List (New-Person 301)
        $variables = Get-ConnectionVariable
        $variables.MM_ACCESS_TOKEN = 'EAAquuxWrongToken'
        [void](Invoke-Process -Variables $variables -Script "& '$TestDrive/Invoke-Nightly.ps1'; exit `$LASTEXITCODE")
        $LASTEXITCODE | Should -Be 3
        Get-LastLine | Should -Match 'Notification failed: '
    }
}

Describe 'examples/nightly/Send-FailureNotice.ps1' {
    BeforeAll {
        $failure = [pscustomobject]@{
            ExitCode = 5; Reason = 'Guard'; ErrorId = 'MMTooManyRemovals'; AudienceId = '4711'; Time = [DateTimeOffset]::UtcNow; Text = 'Guard, exit code 5: MMTooManyRemovals'
            LogPath = '/var/lib/messenger/nightly.log'; Summary = $null
        }
        $names = 'MM_TEAMS_WEBHOOK', 'MM_SLACK_WEBHOOK', 'MM_SMTP_SERVER', 'MM_SMTP_PORT', 'MM_MAIL_FROM', 'MM_MAIL_TO'
    }

    AfterEach { foreach ($name in $names) { Set-Item -LiteralPath "Env:$name" -Value $null } }

    It 'posts an adaptive card to Teams and a text to Slack' {
        $server = Start-FakeServer { @{ Status = 200; Body = 'ok' } }
        try {
            $env:MM_TEAMS_WEBHOOK = "$($server.BaseUri)teams"
            $env:MM_SLACK_WEBHOOK = "$($server.BaseUri)slack"
            & "$examples/Send-FailureNotice.ps1" -Failure $failure -Channel Teams, Slack
            $teams, $slack = $server.Requests
            $card = ($teams.Body | ConvertFrom-Json).attachments[0]
            $teams.Path, $card.contentType, $card.content.type | Should -Be '/teams', 'application/vnd.microsoft.card.adaptive', 'AdaptiveCard'
            $card.content.body[0].text | Should -Be 'The Messenger audience was not synchronized (Guard, exit code 5)'
            $card.content.body.text -match 'MMTooManyRemovals' | Should -Not -BeNullOrEmpty
            $slack.Path, $slack.Method | Should -Be '/slack', 'POST'
            ($slack.Body | ConvertFrom-Json).text | Should -Match 'exit code 5\)\*\n(.|\n)*Audience: 4711'
        } finally {
            Stop-FakeServer $server
        }
    }

    It 'does not show the address of a webhook that fails, and still uses the other channel' {
        $server = Start-FakeServer { param($Method, $Path) if ($Path -match 'quux') { @{ Status = 404; Body = 'no_team' } } else { @{ Status = 200; Body = 'ok' } } }
        try {
            $env:MM_TEAMS_WEBHOOK = "$($server.BaseUri)quux-secret"
            $env:MM_SLACK_WEBHOOK = "$($server.BaseUri)slack"
            $record = Get-Failure { & "$examples/Send-FailureNotice.ps1" -Failure $failure -Channel Teams, Slack }
            "$record" | Should -Be 'Teams: The webhook of MM_TEAMS_WEBHOOK failed: HTTP 404.'
            $record | Format-List * -Force | Out-String | Should -Not -Match 'quux'
            $server.Requests.Path | Should -Be '/quux-secret', '/slack'
            $env:MM_TEAMS_WEBHOOK = 'https://quux.invalid/secret'
            "$(Get-Failure { & "$examples/Send-FailureNotice.ps1" -Failure $failure -Channel Teams })" | Should -Be 'Teams: The webhook of MM_TEAMS_WEBHOOK failed: no response.'
        } finally {
            Stop-FakeServer $server
        }
    }

    It 'names the variable that is missing' {
        { & "$examples/Send-FailureNotice.ps1" -Failure $failure -Channel Slack } | Should -Throw 'Slack: The environment variable MM_SLACK_WEBHOOK is not set.'
    }

    It 'sends an email' {
        $listener = New-Object Net.Sockets.TcpListener ([Net.IPAddress]::Loopback), 0
        $listener.Start()
        $env:MM_SMTP_SERVER = '127.0.0.1'
        $env:MM_SMTP_PORT = $listener.LocalEndpoint.Port
        $env:MM_MAIL_FROM = 'nightly@example.com'
        $env:MM_MAIL_TO = 'admin@example.com'
        $shell = [PowerShell]::Create().AddScript({
            param($Listener)
            $client = $Listener.AcceptTcpClient()
            $reader = New-Object IO.StreamReader $client.GetStream()
            $writer = New-Object IO.StreamWriter $client.GetStream()
            $writer.NewLine = "`r`n"
            $writer.AutoFlush = $true
            $writer.WriteLine('220 localhost')
            $isData = $false
            while ($null -ne ($line = $reader.ReadLine())) {
                $line
                if ($isData) { if ($line -eq '.') { $isData = $false; $writer.WriteLine('250 ok') }; continue }
                if ($line -like 'DATA*') { $isData = $true; $writer.WriteLine('354 go on') }
                elseif ($line -like 'QUIT*') { $writer.WriteLine('221 bye'); break }
                else { $writer.WriteLine('250 ok') }
            }

            $client.Dispose()
        }).AddArgument($listener)
        try {
            $running = $shell.BeginInvoke()
            & "$examples/Send-FailureNotice.ps1" -Failure $failure -Channel Mail
            $lines = $shell.EndInvoke($running)
            $lines -match '^RCPT TO:<admin@example.com>' | Should -Not -BeNullOrEmpty
            $lines -match '^Subject: ' | Should -Not -BeNullOrEmpty
            $lines -match 'Result: Guard, exit code 5: MMTooManyRemovals' | Should -Not -BeNullOrEmpty
        } finally {
            $listener.Stop()
            $shell.Dispose()
        }
    }
}

Describe 'examples/nightly: systemd and Windows' {
    It 'has units that systemd accepts' -Skip:(-not $analyze) {
        # Neither PowerShell nor the scripts have to be installed here.
        $unit = [IO.File]::ReadAllText("$examples/messenger-list.service")
        $unit | Should -Match '(?m)^ExecStart=/usr/bin/pwsh -NoProfile -NonInteractive -File /opt/messenger/Invoke-Nightly.ps1$'
        [IO.File]::WriteAllText("$TestDrive/messenger-list.service", $unit.Replace('/usr/bin/pwsh', '/bin/true'))
        Copy-Item "$examples/messenger-list.timer" $TestDrive
        $printed = systemd-analyze verify "$TestDrive/messenger-list.timer" "$TestDrive/messenger-list.service" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$printed"
        "$printed" | Should -Not -Match 'Unknown|Invalid|Failed to parse'
    }

    It 'registers a daily task that runs the script and does not start twice' {
        $calls = @{}
        foreach ($name in 'New-ScheduledTaskAction', 'New-ScheduledTaskTrigger', 'New-ScheduledTaskSettingsSet', 'New-ScheduledTaskPrincipal', 'Register-ScheduledTask') {
            Set-Item "function:global:$name" ([scriptblock]::Create("`$given = @{}; for (`$i = 0; `$i -lt `$args.Count; `$i++) { `$given[`"`$(`$args[`$i])`".TrimEnd(':')] = `$args[`$i + 1] }; `$global:TaskCalls['$name'] = `$given; '$name'"))
        }

        $global:TaskCalls = $calls
        try {
            Set-Content "$TestDrive/Invoke-Nightly.ps1" ''
            # The event log exists on Windows only.
            try { & "$examples/Register-NightlyTask.ps1" -ScriptPath "$TestDrive/Invoke-Nightly.ps1" -At 03:30 } catch { "$_" | Should -Match 'Event ?Log' }
            $calls['New-ScheduledTaskAction']['-Argument'] | Should -Match '^-NoProfile -NonInteractive -ExecutionPolicy RemoteSigned -File ".*Invoke-Nightly\.ps1"$'
            $calls['New-ScheduledTaskTrigger']['-At'].ToString('HH:mm') | Should -Be '03:30'
            $calls['New-ScheduledTaskSettingsSet']['-MultipleInstances'] | Should -Be 'IgnoreNew'
            $calls['Register-ScheduledTask']['-TaskName'] | Should -Be 'Messenger list'
        } finally {
            foreach ($name in @($calls.Keys)) { Remove-Item "function:$name" }
            Remove-Variable TaskCalls -Scope Global
        }
    }
}
