# The examples, run as they stand against the sandbox. Those of examples/warehouse have a file of their own.

BeforeAll {
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $examples = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'examples'))
}

AfterAll { Stop-MMSandbox }

Describe 'examples/nightly' {
    BeforeAll {
        # Runs the script as cron does: in a process of its own, with everything in the environment. Gives the exit code.
        function Invoke-Night {
            param([hashtable] $Change = @{})

            $variables = @{
                MM_ACCESS_TOKEN = ConvertFrom-Secret $sandbox.AccessToken; MM_AD_ACCOUNT_ID = $sandbox.AdAccountId; MM_PAGE_ID = $sandbox.PageId
                MM_BASE_URI = "$($sandbox.BaseUri)"; MM_API_VERSION = $sandbox.ApiVersion
                PSModulePath = (Split-Path (Get-StagedModule)) + [IO.Path]::PathSeparator + $env:PSModulePath
            }
            foreach ($name in $Change.Keys) { $variables[$name] = $Change[$name] }
            $script = "& '$examples/nightly/Send-NightlyList.ps1' -AudienceId $($audience.Id) -Path '$list' -StateFolder '$state'"
            [void](Invoke-Process -Variables $variables -Script $script)
            $LASTEXITCODE
        }

        function Get-Log { Get-Content -LiteralPath "$state/upload.log" }
    }

    BeforeEach {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        $state = "$TestDrive/$([guid]::NewGuid())"
        $list = "$TestDrive/$([guid]::NewGuid()).csv"
        New-Customer 300 | Export-Csv -LiteralPath $list -NoTypeInformation
    }

    AfterEach { Stop-MMSandbox $sandbox }

    It 'uploads the list and ends with 0, and so it does the night after' {
        Invoke-Night | Should -Be 0
        $audience.RowsReceived | Should -Be 300
        (Get-Log)[-1] | Should -Match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ Finished: 300 rows read, 300 accepted, 0 rejected, 0 unknown$'
        Get-Content -LiteralPath "$state/report.html" -Raw | Should -Match 'Finished: all rows are processed'
        Invoke-Night | Should -Be 0
        $audience.RowsReceived | Should -Be 600
    }

    It 'keeps its state in a folder of whatever name' {
        $state = "$TestDrive/state [x]"
        Invoke-Night | Should -Be 0
        $audience.RowsReceived | Should -Be 300
        (Get-Log)[-1] | Should -Match 'Finished: 300 rows read'
        Get-Content -LiteralPath "$state/report.html" -Raw | Should -Match 'Finished: all rows are processed'
    }

    It 'continues with what was interrupted before it begins with the list of today' {
        [void](New-Item -ItemType Directory -Path $state)
        $broken = @(Add-MMAudienceUser -AudienceId $audience.Id -Path $list -DefaultCountry US -BatchSize 10 -ThrottleLimit 1 -JournalPath "$state/upload.journal" -WarningAction Ignore | Select-Object -First 2)
        $broken.Count | Should -Be 2
        Invoke-Night | Should -Be 0
        $audience.RowsReceived | Should -Be 600
        (Get-Log) -match 'going on' | Should -Not -BeNullOrEmpty
    }

    It 'ends with 1 when it cannot go on, and logs the id of the error' {
        Invoke-Night @{ MM_ACCESS_TOKEN = 'EAAquuxWrongToken' } | Should -Be 1
        (Get-Log) -match 'MMAuthenticationFailed' | Should -Not -BeNullOrEmpty
        $audience.RowsReceived | Should -Be 0
    }

    It 'ends with 1 when the list is not there' {
        Remove-Item -LiteralPath $list
        Invoke-Night | Should -Be 1
        (Get-Log) -match 'failed: |error: ' | Should -Not -BeNullOrEmpty
    }

    It 'ends with 1 when the list has no rows, and the next night begins anew' {
        $whole = [IO.File]::ReadAllText($list)
        [IO.File]::WriteAllText($list, "`"Email`",`"Phone`"`n")
        Invoke-Night | Should -Be 1
        (Get-Log)[-1] | Should -Match 'Z the list has no rows$'
        [IO.File]::WriteAllText($list, $whole)
        Invoke-Night | Should -Be 0
        $audience.RowsReceived | Should -Be 300
    }

    It 'gets its variables by the line of the crontab' -Skip:($env:OS -eq 'Windows_NT') {
        $line = [IO.File]::ReadAllLines("$examples/nightly/Send-NightlyList.ps1") -match '^ +0 2 \* \* \*'
        $line | Should -HaveCount 1
        $command = $line[0] -replace '^ +0 2 \* \* \* +'
        $command | Should -Match 'pwsh .*$'
        [IO.File]::WriteAllText("$TestDrive/messenger.env", "MM_ACCESS_TOKEN=quux-from-the-file`nMM_PAGE_ID=4711`n")
        $command = $command.Replace('/etc/messenger.env', "'$TestDrive/messenger.env'") -replace 'pwsh .*$', 'env'
        $said = & { $env:MM_ACCESS_TOKEN = $null; & sh -c $command }
        $said | Should -Contain 'MM_ACCESS_TOKEN=quux-from-the-file'
        $said | Should -Contain 'MM_PAGE_ID=4711'
    }

    It 'ends with 1 when the list is refused, and the next night begins anew' {
        $sandbox.FailNext('100')
        Invoke-Night | Should -Be 1
        (Get-Log) -match 'batch 1: Rejected, 300 rows' | Should -Not -BeNullOrEmpty
        Invoke-Night | Should -Be 0
        $audience.RowsReceived | Should -Be 300
    }

    It 'sends nothing of a list that is bad from its first rows, in whatever night' {
        Set-Content -LiteralPath $list -Value (@('Email') + (1..300 | ForEach-Object { "broken $_" }) + 'person1@example.com')
        Invoke-Night | Should -Be 1
        Invoke-Night | Should -Be 1
        $audience.RowsReceived | Should -Be 0
        @((Get-Log) -match 'MMTooManyRejected').Count | Should -Be 2
    }

    It 'logs nothing of the people, the token and the list''s path' {
        Set-Content -LiteralPath $list -Value (@('Email,Phone') + @('quux.person@example.com,+1 202 555 0147') * 9 + 'quux broken,12')
        [void](Invoke-Night)
        $sandbox.FailNext('100')
        [void](Invoke-Night)
        $log = (Get-Log) -join "`n"
        $log | Should -Match 'batch 1: Accepted'
        foreach ($word in 'quux', 'example.com', '555', '0147', (ConvertFrom-Secret $sandbox.AccessToken), (Split-Path $list -Leaf)) {
            $log.Contains($word) | Should -BeFalse
        }
    }
}

Describe 'examples/database' {
    BeforeAll {
        $sandbox = Connect-Sandbox

        # What Invoke-Sqlcmd -OutputAs DataRows writes.
        function Invoke-Table {
            $table = New-Object Data.DataTable
            foreach ($name in 'Email', 'Phone', 'First name', 'Country') { [void]$table.Columns.Add($name) }
            [void]$table.Rows.Add('person1@example.com', '(202) 555-0101', 'Ann', 'US')
            [void]$table.Rows.Add([DBNull]::Value, '020 7946 0018', [DBNull]::Value, 'GB')
            [void]$table.Rows.Add([DBNull]::Value, [DBNull]::Value, 'Nobody', [DBNull]::Value)
            $table.Rows
        }
    }

    BeforeEach { $audience = New-Audience $sandbox }

    AfterAll { Stop-MMSandbox $sandbox }

    It 'uploads data rows, blanks among them' {
        $receipt = & "$examples/database/Send-QueryResult.ps1" -AudienceId $audience.Id -Query { Invoke-Table } 3>$null
        $receipt.Rows, $receipt.Rejected, "$($receipt.Status)" | Should -Be 2, 1, 'Accepted'
        # sha256 of person1@example.com and of 442079460018.
        $audience.Contains('18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d') | Should -BeTrue
        $audience.Contains('99a4599795d24445a5be21117f375c1bbe9e795daf7f62666686ce081e1f32dc') | Should -BeTrue
    }

    It 'takes columns of other names' {
        $rows = { [pscustomobject]@{ mail_addr = 'person1@example.com' } }
        (& "$examples/database/Send-QueryResult.ps1" -AudienceId $audience.Id -Query $rows -ColumnMap @{ EMAIL = 'mail_addr' } 3>$null).Rows | Should -Be 1
    }

    It 'fails when the client that it reads from fails, for the list may be cut short' {
        $query = { Invoke-PowerShell -NoProfile -Command "'email'; 'person1@example.com'; exit 3" | ConvertFrom-Csv }
        { & "$examples/database/Send-QueryResult.ps1" -AudienceId $audience.Id -Query $query 3>$null } | Should -Throw '*exit code 3*'
    }
}

Describe 'examples/azure-function' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
    BeforeAll {
        # What the Functions host gives a script: the output bindings, and settings in the environment.
        function global:Push-OutputBinding {
            param([string] $Name, $Value)
            $global:Pushed[$Name] = $Value
        }

        $env:MM_APP_SECRET = ConvertFrom-Secret (Get-WebhookSecret)
        $env:MM_VERIFY_TOKEN = ConvertFrom-Secret (Get-VerifyToken)

        function Invoke-Function {
            param([string] $Method = 'POST', [string] $Body, [string] $Signature, [hashtable] $Query = @{})

            $global:Pushed = @{}
            $request = [pscustomobject]@{ Method = $Method; RawBody = $Body; Query = $Query; Headers = @{ 'X-Hub-Signature-256' = $Signature } }
            & "$examples/azure-function/MessengerWebhook/run.ps1" -Request $request -TriggerMetadata @{} 3>$null
            [int]$global:Pushed.Response.StatusCode
        }
    }

    AfterAll {
        Remove-Item -Path Function:/Push-OutputBinding, Env:/MM_APP_SECRET, Env:/MM_VERIFY_TOKEN
        Remove-Variable -Name Pushed -Scope Global
    }

    It 'answers the handshake, and only that with the right token' {
        $query = @{ 'hub.mode' = 'subscribe'; 'hub.challenge' = '1158201444'; 'hub.verify_token' = $env:MM_VERIFY_TOKEN }
        Invoke-Function -Method GET -Query $query | Should -Be 200
        $Pushed.Response.Body | Should -Be '1158201444'
        $query['hub.verify_token'] = 'another'
        Invoke-Function -Method GET -Query $query | Should -Be 403
        $Pushed.Response.Body | Should -Be ''
        Invoke-Function -Method GET | Should -Be 403
    }

    It 'puts the events of a signed delivery into the queue' {
        $body = New-OptInBody
        Invoke-Function -Body $body -Signature (New-Signature $body) | Should -Be 200
        $Pushed.Events.Count | Should -Be 1
        $queued = $Pushed.Events[0] | ConvertFrom-Json
        $queued.Psid, $queued.Token | Should -Be '777001', 'quux-subscriber-token'
        $queued.Id | Should -Not -BeNullOrEmpty
    }

    It 'refuses what is not signed, and puts nothing into the queue' {
        $body = New-MessageBody 1
        Invoke-Function -Body $body -Signature (New-Signature 'another') | Should -Be 401
        Invoke-Function -Body $body | Should -Be 401
        $Pushed.ContainsKey('Events') | Should -BeFalse
    }

    It 'refuses a body that cannot be read' {
        Invoke-Function -Body 'no json' -Signature (New-Signature 'no json') | Should -Be 400
    }

    It 'says that the secret is missing, and takes nothing without it' {
        $secret = $env:MM_APP_SECRET
        $env:MM_APP_SECRET = ''
        try {
            Invoke-Function -Body '{}' -Signature 'sha256=00' 2>$null | Should -Be 500
        } finally {
            $env:MM_APP_SECRET = $secret
        }
    }

    It 'has bindings of the names that the script uses' {
        $bindings = (Get-Content "$examples/azure-function/MessengerWebhook/function.json" -Raw | ConvertFrom-Json).bindings
        $bindings.name | Should -Be 'Request', 'Response', 'Events'
        $source = Get-Content "$examples/azure-function/MessengerWebhook/run.ps1" -Raw
        [regex]::Matches($source, 'Push-OutputBinding -Name (\w+)').ForEach({ $_.Groups[1].Value }) | Sort-Object -Unique | Should -Be 'Events', 'Response'
    }
}

Describe 'examples/testing' {
    It 'has Pester tests that pass' {
        $script = "Import-Module '$(Get-StagedModule)'; Import-Module Pester -MinimumVersion 5.0
            `$run = Invoke-Pester -Path '$examples/testing/Add-NewCustomer.Tests.ps1' -PassThru -Output None
            `"`$(`$run.PassedCount) passed, `$(`$run.FailedCount) failed`""
        Invoke-Process $script | Select-Object -Last 1 | Should -Be '3 passed, 0 failed'
    }
}

Describe 'examples/README.md' {
    It 'names every example' {
        $text = Get-Content "$examples/README.md" -Raw
        foreach ($folder in Get-ChildItem -LiteralPath $examples -Directory) {
            $text | Should -Match ([regex]::Escape("``$($folder.Name)``"))
        }
    }
}
