# Ctrl+C stops a pipeline as PowerShell.Stop() does.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    $lines = 1..1000 | ForEach-Object { "person$_@example.com,+1 415 555 01{0:00},Ann,Example" -f ($_ % 100) }
    $part = ($lines -join "`n") + "`n"
    $long = "$TestDrive/long.csv"
    [IO.File]::WriteAllText($long, "Email,Phone,First name,Last name`n" + ($part * 2000))
}

AfterAll { Stop-MMSandbox }

Describe 'Ctrl+C ends within a second' {
    It 'the hashing of a large file' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        Measure-Stop "Add-MMAudienceUser -AudienceId $($audience.Id) -Path '$long' -Context `$Context -WhatIf" (Get-MMContext) | Should -BeLessThan 1000
    }

    It 'the hashing of endless rows' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        Measure-Stop "& { while (`$true) { @{ Email = 'ann@example.com' } } } | Add-MMAudienceUser -AudienceId $($audience.Id) -Context `$Context -WhatIf" (Get-MMContext) | Should -BeLessThan 1000
    }

    It 'the offline conversion of a large file' {
        Measure-Stop "ConvertTo-MMHashedUser -Path '$long' | Out-Null" | Should -BeLessThan 1000
    }

    It 'a slow call of an upload' {
        $sandbox = Connect-Sandbox @{ LatencyMs = 30000 }
        Measure-Stop '@{ Email = "ann@example.com" } | Add-MMAudienceUser -AudienceId 1 -Context $Context' (Get-MMContext) { $sandbox.RequestCount -gt 0 } | Should -BeLessThan 1000
    }

    It 'many slow calls of an upload' {
        $sandbox = Connect-Sandbox @{ LatencyMs = 30000 }
        Measure-Stop "Add-MMAudienceUser -AudienceId 1 -Path '$long' -BatchSize 500 -ThrottleLimit 8 -Context `$Context" (Get-MMContext) { $sandbox.RequestCount -ge 8 } | Should -BeLessThan 1000
    }

    It 'a slow call of a list' {
        $sandbox = Connect-Sandbox @{ LatencyMs = 30000 }
        Measure-Stop 'Get-MMAudience -Context $Context' (Get-MMContext) { $sandbox.RequestCount -gt 0 } | Should -BeLessThan 1000
    }

    It 'the wait before a retry' {
        # Throttling without a usage header: the wait is at least 7 seconds.
        $sandbox = Connect-Sandbox @{ NextError = '613' }
        Measure-Stop '@{ Email = "ann@example.com" } | Add-MMAudienceUser -AudienceId 1 -Context $Context' (Get-MMContext) { $sandbox.RequestCount -gt 0 } | Should -BeLessThan 1000
        $sandbox.RequestCount | Should -Be 1
    }
}

Describe 'After Ctrl+C' {
    It 'nothing more is sent, and the file can be deleted' {
        $sandbox = Connect-Sandbox
        $audience = New-Audience $sandbox
        Measure-Stop "Add-MMAudienceUser -AudienceId $($audience.Id) -Path '$long' -BatchSize 100 -Context `$Context" (Get-MMContext) { $audience.Batches -gt 3 } | Should -BeLessThan 1000
        $calls = Wait-Quiet $sandbox
        Start-Sleep -Milliseconds 500
        $sandbox.RequestCount | Should -Be $calls
        { Remove-Item -LiteralPath $long -ErrorAction Stop } | Should -Not -Throw
    }
}
