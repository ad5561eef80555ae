# An upload accounts for every row, whatever happens to its list, its server or itself.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox

    # A context with a server that gives every call the same answer under HTTP 200.
    function Use-Answer {
        param([string] $Body, [scriptblock] $Script)

        $server = Start-FakeServer ([scriptblock]::Create("@{ Status = 200; Body = '$Body' }"))
        try {
            $context = Connect-MMAccount -AccessToken (ConvertTo-Secret 'EAAsynthetictoken0001') -AdAccountId 1 -PageId 2 -BaseUri $server.BaseUri -PassThru
            & $Script $context
        } finally {
            Stop-FakeServer $server
            $sandbox | Connect-MMAccount
        }
    }
}

AfterAll { Stop-MMSandbox }

Describe 'A response without a count of received rows' {
    It 'is not a success' {
        Use-Answer '{}' {
            param($context)
            $script:failure = Get-Failure { New-Customer 5 | Add-MMAudienceUser -AudienceId 7 -Context $context -MaxWaitSec 1 -OutVariable script:receipts -WarningAction SilentlyContinue }
            $script:status = $receipts.Status
        }

        Get-ErrorId $failure | Should -Be 'MMUnexpectedAnswer'
        $status | Should -Be 'Unknown'
    }

    It 'causes a warning if fewer rows arrived than were sent, or if rows were invalid' {
        $warnings = Use-Answer '{"num_received":3,"num_invalid_entries":1}' {
            param($context)
            Get-Warning { New-Customer 5 | Add-MMAudienceUser -AudienceId 7 -Context $context }
        }

        "$warnings" | Should -Match 'Meta received 2 rows fewer than were sent\.'
        "$warnings" | Should -Match 'Meta reported 1 invalid entry\.'
    }
}

Describe 'A list that can be read only once' -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
    BeforeEach {
        $audience = New-Audience $sandbox
        $pipe = "$TestDrive/pipe-$([guid]::NewGuid())"
        & mkfifo $pipe
        $text = "Email`n" + ((1..200 | ForEach-Object { "person$_@example.com" }) -join "`n") + "`n"
        $writer = Start-ThreadJob { param($Pipe, $Text) [IO.File]::WriteAllText($Pipe, $Text) } -ArgumentList $pipe, $text
    }

    AfterEach {
        Stop-Job -Job $writer
        Remove-Job -Job $writer -Force
    }

    It 'is uploaded completely' {
        (Add-MMAudienceUser -AudienceId $audience.Id -Path $pipe).Rows | Should -Be 200
    }

    It 'is refused with a journal, before anything is sent' {
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $pipe -JournalPath "$TestDrive/pipe.journal" }
        Get-ErrorId $failure | Should -Be 'MMListReadOnce'
        $audience.Batches | Should -Be 0
        Test-Path -LiteralPath "$TestDrive/pipe.journal" | Should -BeFalse
    }

    It 'can be an opt-out list, but not with a journal' {
        $failure = Get-Failure { New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -SuppressPath $pipe -JournalPath "$TestDrive/suppressed.journal" }
        Get-ErrorId $failure | Should -Be 'MMSuppressionUnreadable'
        $audience.Batches | Should -Be 0
    }
}

Describe '-WhatIf' {
    It 'writes one line for a list, however many batches it has' {
        $audience = New-Audience $sandbox
        $lines = Invoke-Process "Import-Module '$((Get-StagedModule))'; Connect-MMAccount -AccessToken (ConvertTo-SecureString synthetic -AsPlainText -Force) -AdAccountId 1 -PageId 2 -BaseUri 'http://127.0.0.1:9/'; 1..95 | ForEach-Object { @{ Email = `"person`$_@example.com`" } } | Add-MMAudienceUser -AudienceId $($audience.Id) -BatchSize 10 -WhatIf -WarningAction Ignore | Out-Null"
        @($lines -match 'What if').Count | Should -Be 1
        "$lines" | Should -Match 'Upload 95 hashed rows \(0 rejected\).*rows 1 to 95 of the list'
    }
}

Describe 'An upload that stops' {
    It 'returns its summary with -Summary, and an error' {
        $audience = New-Audience $sandbox
        Use-Answer '{}' {
            param($context)
            $script:summary = New-Customer 5 | Add-MMAudienceUser -AudienceId 7 -Context $context -MaxWaitSec 1 -Summary -ErrorVariable problems -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
            $script:ids = $problems | ForEach-Object { Get-ErrorId $_ } | Select-Object -Unique
        }

        $summary.State | Should -Be 'Unfinished'
        $summary.RowsAccepted | Should -Be 0
        $ids | Should -Be 'MMUnexpectedAnswer'
        $audience.Batches | Should -Be 0
    }
}

Describe 'A journal of a finished upload' {
    It 'causes a warning when it is resumed' {
        $audience = New-Audience $sandbox
        $path = "$TestDrive/finished.csv"
        New-Customer 100 | Export-Csv -LiteralPath $path -NoTypeInformation
        [void](Add-MMAudienceUser -AudienceId $audience.Id -Path $path -JournalPath "$TestDrive/finished.journal")
        Get-Warning { Resume-MMAudienceUpload -JournalPath "$TestDrive/finished.journal" } | Should -Match 'is finished, so there is nothing to resume'
    }
}

Describe 'Rows that were not sent to Meta' {
    It 'have the host in receipt, summary, journal, and report' {
        $audience = New-Audience $sandbox
        $journal = "$TestDrive/host.journal"
        $authority = ([uri]$sandbox.BaseUri).Authority
        $receipt = New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id -JournalPath $journal
        $receipt.Host | Should -Be $authority
        (New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id -Summary).Host | Should -Be $authority
        (Get-MMAudienceUpload -JournalPath $journal).Host | Should -Be $authority
        $receipt | Export-MMUploadReport -Path "$TestDrive/host.html"
        Get-Content -LiteralPath "$TestDrive/host.html" -Raw | Should -Match "Not sent to Meta: the uploads went to $authority"
    }
}

Describe 'Deserialized receipts' {
    It 'are accepted by the report and by Wait-MMAudienceUpload' {
        $audience = New-Audience $sandbox
        $receipt = New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id
        $summary = New-Customer 100 | Add-MMAudienceUser -AudienceId $audience.Id -Summary
        $crossed = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($receipt, 1))
        $crossed.PSObject.TypeNames[0] | Should -Be 'Deserialized.MessengerMarketing.Uploads.BatchReceipt'
        $crossedSummary = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($summary, 1))

        $crossed, $crossedSummary | Export-MMUploadReport -Path "$TestDrive/crossed.html" -ErrorAction Stop
        Get-Content -LiteralPath "$TestDrive/crossed.html" -Raw | Should -Match $audience.Id
        ($crossed | Wait-MMAudienceUpload -TimeoutSec 60 -PollIntervalSec 1 -ErrorAction Stop).Rows | Should -Be 100
    }
}

Describe 'Memory' {
    It 'stays below 400 MiB for any cell content' {
        $list = "$TestDrive/long-cells.csv"
        $writer = New-Object IO.StreamWriter $list
        try {
            $writer.WriteLine('Email,First name')
            $cell = 'x' * 10000
            foreach ($row in 1..10000) { $writer.WriteLine("person$row@example.com,$cell") }
            $cell = 'x' * 7MB
            foreach ($row in 10001..10020) { $writer.WriteLine("person$row@example.com,$cell") }
        } finally {
            $writer.Dispose()
        }

        $peak, $read = Invoke-Process @"
Import-Module '$(Get-StagedModule)'
`$context = Connect-MMAccount -AccessToken (ConvertTo-SecureString synthetic -AsPlainText -Force) -AdAccountId 1 -PageId 2 -BaseUri 'http://127.0.0.1:9/' -PassThru
`$summary = Add-MMAudienceUser -AudienceId 1 -Path '$list' -Summary -WhatIf -ThrottleLimit 32 -InformationAction Ignore -WarningAction Ignore | Where-Object { `$_.RowsRead }
[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64
`$summary.RowsRead
"@ | Where-Object { $_ -match '^\d+$' }
        $read | Should -Be 10020
        [long]$peak / 1MB | Should -BeLessThan 400
    }
}
