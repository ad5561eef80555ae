BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox
}

AfterAll { Stop-MMSandbox }

Describe '-WhatIf on an upload' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'hashes, counts, reports each batch, and sends nothing' {
        $rows = @(New-Customer 5) + @{ Email = 'nonsense' }
        $calls = $sandbox.RequestCount
        $warnings = Get-Warning { $script:receipts = $rows | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 3 -WhatIf }
        $receipts.Status | Select-Object -Unique | Should -Be 'NotSent'
        ($receipts | Measure-Object -Property Rows -Sum).Sum | Should -Be 5
        ($receipts | Measure-Object -Property Rejected -Sum).Sum | Should -Be 1
        "$warnings" | Should -Match '1 of 6 rows'
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'writes the -RejectPath file, so that a list can be checked first' {
        @{ Email = 'ann@example.com' }, @{ Email = 'nonsense' } |
            Add-MMAudienceUser -AudienceId $audience.Id -RejectPath "$TestDrive/dry.csv" -WhatIf -WarningAction Ignore | Out-Null
        (Import-Csv -LiteralPath "$TestDrive/dry.csv").Row | Should -Be 2
    }

    It 'is also enabled by $WhatIfPreference' {
        $receipt = & { $WhatIfPreference = $true; New-Customer | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore }
        $receipt.Status | Should -Be 'NotSent'
    }
}

Describe 'Prompts' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'do not stop an unattended upload' {
        # High is the default preference; an upload's impact is medium.
        (& { $ConfirmPreference = 'High'; New-Customer | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore }).Status | Should -Be 'Accepted'
    }

    It 'appear before removals, unless -Confirm is false' {
        $shell = New-Shell -Context (Get-MMContext)
        try {
            # This host cannot ask, so having to is an error.
            $shell.AddScript("Remove-MMCustomAudience -Id $($audience.Id) -Context `$Context")
            $failure = Get-Failure { $shell.Invoke() }
            Get-ErrorId $failure.Exception.InnerException.ErrorRecord | Should -Be 'HostFunctionNotImplemented'
            $sandbox.Audiences.Id | Should -Contain $audience.Id
            $shell.Commands.Clear()
            $shell.AddScript("Remove-MMCustomAudience -Id $($audience.Id) -Context `$Context -Confirm:`$false").Invoke()
            $sandbox.Audiences.Id | Should -Not -Contain $audience.Id
        } finally {
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }
    }
}

Describe 'Select-Object -First 1' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'ends an endless upload, and the command that reads its rows' {
        $state = @{ Ended = $false }
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $receipt = & { try { $number = 0; while ($true) { $number++; @{ Email = "person$number@example.com" } } } finally { $state.Ended = $true } } |
            Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 10 | Select-Object -First 1
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 10
        $receipt.Status | Should -Be 'Accepted'
        $state.Ended | Should -BeTrue
        $calls = Wait-Quiet $sandbox
        Start-Sleep -Milliseconds 500
        $sandbox.RequestCount | Should -Be $calls -Because 'nothing goes on behind the scenes'
    }

    It 'ends the upload of a file and closes the file' {
        $path = "$TestDrive/long.csv"
        Set-Content -LiteralPath $path -Value (@('Email') + (1..20000 | ForEach-Object { "person$_@example.com" }))
        (Add-MMAudienceUser -AudienceId $audience.Id -Path $path -BatchSize 100 | Select-Object -First 1).Status | Should -Be 'Accepted'
        $audience.RowsReceived | Should -BeLessThan 20000
        Start-Sleep -Milliseconds 200
        { Remove-Item -LiteralPath $path -ErrorAction Stop } | Should -Not -Throw
    }

    It 'does not affect the next call' {
        New-Customer 50 | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 1 | Select-Object -First 1 | Out-Null
        (New-Customer 3 | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore).Status | Should -Be 'Accepted'
    }
}

Describe 'Progress' {
    It 'is not written for each small batch, and is removed at the end' {
        $audience = New-Audience $sandbox
        $shell = New-Shell -Context (Get-MMContext)
        try {
            $shell.AddScript("1..60 | ForEach-Object { @{ Email = `"person`$_@example.com`" } } | Add-MMAudienceUser -AudienceId $($audience.Id) -Context `$Context -BatchSize 1 -WarningAction Ignore").Invoke().Count | Should -Be 60
            $progress = @($shell.Streams.Progress | Where-Object Activity -Match $audience.Id)
            $progress.Count | Should -BeGreaterThan 1
            $progress.Count | Should -BeLessThan 30
            $progress[-1].RecordType | Should -Be 'Completed'
        } finally {
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }
    }
}
