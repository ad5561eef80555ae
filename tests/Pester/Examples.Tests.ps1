# The examples, run as they stand against the sandbox. Those of examples/nightly and examples/warehouse have files of their own.

BeforeAll {
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $examples = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'examples'))
}

AfterAll { Stop-MMSandbox }

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

    It 'uploads data rows, including blank values' {
        $receipt = & "$examples/database/Send-QueryResult.ps1" -AudienceId $audience.Id -Query { Invoke-Table } 3>$null
        $receipt.Rows, $receipt.Rejected, "$($receipt.Status)" | Should -Be 2, 1, 'Accepted'
        # sha256 of person1@example.com and of 442079460018.
        $audience.Contains('18c0922f0e3b9e9e84a5ded2ff107ab7cc938e72dd9f9c8db6baa701b734623d') | Should -BeTrue
        $audience.Contains('99a4599795d24445a5be21117f375c1bbe9e795daf7f62666686ce081e1f32dc') | Should -BeTrue
    }

    It 'accepts columns with other names' {
        $rows = { [pscustomobject]@{ mail_addr = 'person1@example.com' } }
        (& "$examples/database/Send-QueryResult.ps1" -AudienceId $audience.Id -Query $rows -ColumnMap @{ EMAIL = 'mail_addr' } 3>$null).Rows | Should -Be 1
    }

    It 'fails if the database client fails, because the list may be incomplete' {
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

    It 'answers a handshake only if it has the right token' {
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

    It 'rejects unsigned deliveries, and adds nothing to the queue' {
        $body = New-MessageBody 1
        Invoke-Function -Body $body -Signature (New-Signature 'another') | Should -Be 401
        Invoke-Function -Body $body | Should -Be 401
        $Pushed.ContainsKey('Events') | Should -BeFalse
    }

    It 'refuses a body that cannot be read' {
        Invoke-Function -Body 'no json' -Signature (New-Signature 'no json') | Should -Be 400
    }

    It 'reports that the secret is missing, and accepts nothing without it' {
        $secret = $env:MM_APP_SECRET
        $env:MM_APP_SECRET = ''
        try {
            Invoke-Function -Body '{}' -Signature 'sha256=00' 2>$null | Should -Be 500
        } finally {
            $env:MM_APP_SECRET = $secret
        }
    }

    It 'has the bindings that the script uses' {
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
