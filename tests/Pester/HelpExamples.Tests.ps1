# Every example of every page runs, in the session that docs/README.md describes.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/Examples.psm1" -Force
    $examples = @(Get-Example)
    $run = @($examples | Where-Object { -not $_.NotRun })
}

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-Module "$PSScriptRoot/Webhooks.psm1" -Force
    Import-Module "$PSScriptRoot/Examples.psm1" -Force
    Import-StagedModule
    $before = @{}
}

AfterAll {
    foreach ($name in $before.Keys) { Set-Item -LiteralPath "Env:$name" -Value $before[$name] }
    Stop-MMSandbox
}

Describe '<Cmdlet>, <Title>' -ForEach $run {
    It 'runs without an error' -Skip:($Code -match '-Parallel' -and $PSVersionTable.PSEdition -ne 'Core') {
        $session = New-ExampleSession -Folder "$TestDrive/$([guid]::NewGuid())" -Code $Code
        $environment = Get-ExampleEnvironment $session
        foreach ($name in $environment.Keys) {
            if (-not $before.ContainsKey($name)) { $before[$name] = [Environment]::GetEnvironmentVariable($name) }
            Set-Item -LiteralPath "Env:$name" -Value $environment[$name]
        }

        try {
            Invoke-Example -Session $session -Code $Code | Should -BeNullOrEmpty
        } finally {
            Stop-MMSandbox
        }
    }
}

Describe 'The examples' {
    BeforeAll { $all = @(Get-Example) }

    It 'exist at least three times for each cmdlet' {
        $all | Group-Object -Property { $_.Cmdlet } | Where-Object Count -LT 3 | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'use the cmdlet of their page' {
        $all | Where-Object { $_.Code -notmatch [regex]::Escape($_.Cmdlet) } | ForEach-Object { "$($_.Cmdlet): $($_.Title)" } | Should -BeNullOrEmpty
    }

    It 'run, with few exceptions' {
        @($all | Where-Object NotRun).Count | Should -BeLessThan 5
    }
}
