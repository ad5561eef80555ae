# What Tab offers, and what is taken although it is not written exactly.

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox

    # What Tab offers at the end of a line.
    function Get-Completion {
        param([string] $Line)
        (TabExpansion2 -inputScript $Line -cursorColumn $Line.Length).CompletionMatches
    }
}

AfterAll { Stop-MMSandbox }

Describe 'Tab completion' {
    BeforeAll {
        $spring = New-MMCustomAudience -Name 'Spring list' -Description 'CRM export'
        $autumn = New-MMCustomAudience -Name 'Autumn list' -Description 'CRM export'
    }

    It 'offers the most recent audiences, by ID and by the start of their names, without a call' {
        $calls = $sandbox.RequestCount
        $offers = Get-Completion 'Add-MMAudienceUser -AudienceId '
        $offers.CompletionText | Should -Be $autumn.Id, $spring.Id
        $offers.ToolTip | Should -Be 'Autumn list', 'Spring list'
        (Get-Completion 'Add-MMAudienceUser -AudienceId spr').CompletionText | Should -Be $spring.Id
        (Get-Completion 'Get-MMSubscriptionToken -AudienceId aut').CompletionText | Should -Be $autumn.Id
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'does not offer a deleted audience' {
        $gone = New-MMCustomAudience -Name 'Winter list' -Description 'CRM export'
        Remove-MMCustomAudience -Id $gone.Id -Confirm:$false
        (Get-Completion 'Add-MMAudienceUser -AudienceId ').ToolTip | Should -Not -Contain 'Winter list'
    }

    It 'offers countries by code and by name' {
        (Get-Completion 'Add-MMAudienceUser -DefaultCountry viet').CompletionText | Should -Be 'VN'
        (Get-Completion 'Remove-MMSubscriber -DefaultCountry viet').CompletionText | Should -Be 'VN'
        (Get-Completion 'New-MMClickToMessengerAd -Country viet').CompletionText | Should -Be 'VN'
        (Get-Completion 'Add-MMAudienceUser -DefaultCountry V').CompletionText | Should -Contain 'VA'
    }

    It 'offers time zones' {
        (Get-Completion 'Send-MMOptInRequest -TimeZone asia/ho_').CompletionText | Should -Be 'Asia/Ho_Chi_Minh'
        (Get-Completion 'Send-MMOptInRequest -TimeZone ').CompletionText | Should -Contain 'Europe/Berlin'
    }

    It 'offers a time zone for <Typed>, a part of its name' -TestCases @(
        @{ Typed = 'berlin'; Expected = 'Europe/Berlin' }
        @{ Typed = 'Ho_Chi'; Expected = 'Asia/Ho_Chi_Minh' }
        @{ Typed = "'Ho Chi"; Expected = 'Asia/Ho_Chi_Minh' }
        @{ Typed = 'york'; Expected = 'America/New_York' }
    ) {
        (Get-Completion "Send-MMOptInRequest -TimeZone $Typed").CompletionText | Should -Be $Expected
    }

    It 'shows the name and offset of a time zone' -Skip:($PSVersionTable.PSEdition -ne 'Core') {
        (Get-Completion 'Send-MMOptInRequest -TimeZone Europe/Berlin').ToolTip | Should -Match 'UTC\+01:00'
        (Get-Completion 'Send-MMOptInRequest -TimeZone Ho_Chi').ToolTip | Should -Match 'UTC\+07:00'
    }

    It 'offers values, not files, for <Parameter> of <Command>' -TestCases @(
        @{ Command = 'Start-MMSandbox'; Parameter = '-NextError'; Contains = 'Throttled', 'TruncatedChunks', '190/463' }
        @{ Command = 'Start-MMSandbox'; Parameter = '-WebhookField'; Contains = 'messages', 'messaging_optins' }
        @{ Command = 'Register-MMWebhook'; Parameter = '-Field'; Contains = 'messaging_optins', 'marketing_messages_subscriber_upload_status' }
        @{ Command = 'Add-MMAudienceUser'; Parameter = '-Encoding'; Contains = 'utf8', 'ansi', '1252' }
        @{ Command = 'ConvertTo-MMHashedUser'; Parameter = '-Encoding'; Contains = 'utf8', 'unicode' }
    ) {
        $offers = Get-Completion "$Command $Parameter "
        $offers.ResultType | Sort-Object -Unique | Should -Be 'ParameterValue'
        foreach ($value in $Contains) { $offers.CompletionText | Should -Contain $value }
    }

    It 'offers faults and encodings that the cmdlets accept' {
        foreach ($fault in (Get-Completion 'Start-MMSandbox -NextError ').CompletionText) {
            Stop-MMSandbox -Sandbox (Start-MMSandbox -NextError $fault)
        }

        foreach ($encoding in (Get-Completion 'ConvertTo-MMHashedUser -Encoding ').CompletionText) {
            $codec = (& (Get-Module MessengerMarketing) { param($Name) [MessengerMarketing.Binding.EncodingTransformationAttribute]::new().Transform($null, $Name) } $encoding)
            [IO.File]::WriteAllText("$TestDrive/encoding.csv", "Email`nann@example.com", $codec)
            (ConvertTo-MMHashedUser -Path "$TestDrive/encoding.csv" -Encoding $encoding -WarningAction Ignore).EMAIL | Should -Match '^[0-9a-f]{64}$' -Because $encoding
        }

        foreach ($field in (Get-Completion 'Register-MMWebhook -Field ').CompletionText) {
            { Register-MMWebhook -Field $field } | Should -Not -Throw
        }
    }

    It 'offers versions of the API' {
        (Get-Completion 'Connect-MMAccount -ApiVersion v25').CompletionText | Should -Be 'v25.0'
        (Get-Completion 'Connect-MMAccount -ApiVersion v25').ToolTip | Should -Be 'released 2026-02-18, ends 2027-02-23'
    }

    It 'offers the newest version first, and no expired version' {
        $offers = @((Get-Completion 'Connect-MMAccount -ApiVersion ').CompletionText)
        $offers[0..1] | Should -Be 'v27.0', 'v26.0'
        $offers | Should -Be @($offers | Sort-Object -Descending -Property { [version]$_.TrimStart('v') })
        $offers | Where-Object { $_ -in 'v23.0', 'v22.0', 'v21.0' } | Should -BeNullOrEmpty
    }

    It 'offers a map for the columns of the file that are not recognized' {
        [IO.File]::WriteAllLines("$TestDrive/map.csv", [string[]]@("Club mail;Pat's phone;Surname", 'ann@example.com;+14155550101;Example'))
        (Get-Completion "Add-MMAudienceUser -AudienceId 1 -Path '$TestDrive/map.csv' -ColumnMap ").CompletionText |
            Should -Be "@{ EMAIL = 'Club mail'; PHONE = 'Pat''s phone' }", "@{ EMAIL = 'Club mail' }", "@{ PHONE = 'Pat''s phone' }"
        Get-Completion "Add-MMAudienceUser -AudienceId 1 -Path '$TestDrive/none.csv' -ColumnMap " | Should -BeNullOrEmpty
    }

    It 'offers every common unused key for a column whose name has no meaning' {
        [IO.File]::WriteAllLines("$TestDrive/plain.csv", [string[]]@('Email,Merkmal,City', 'ann@example.com,x,Paris'))
        (Get-Completion "Add-MMAudienceUser -AudienceId 1 -Path '$TestDrive/plain.csv' -ColumnMap ").CompletionText |
            Should -Be @('PHONE', 'FN', 'LN', 'ZIP', 'ST', 'COUNTRY', 'DOB', 'GEN' | ForEach-Object { "@{ $_ = 'Merkmal' }" })
    }

    It 'reads the file with the options of the command line: <What>' -TestCases @(
        @{ What = 'encoding'; Line = "Add-MMAudienceUser -AudienceId 1 -Path '{0}/latin1.csv' -Encoding latin1 -ColumnMap "; Column = 'Club pr{0}nom' -f [char]0xE9 }
        @{ What = 'delimiter'; Line = "ConvertTo-MMHashedUser -Path '{0}/tilde.csv' -Delimiter '~' -ColumnMap "; Column = 'Klub Vorname' }
        @{ What = 'header'; Line = "Add-MMAudienceUser -AudienceId 1 -LiteralPath '{0}/bare.csv' -Header Email, 'Klub Vorname' -ColumnMap "; Column = 'Klub Vorname' }
        @{ What = 'Import-Csv'; Line = "Import-Csv '{0}/tilde.csv' -Delimiter '~' | Where-Object Email | Add-MMAudienceUser -AudienceId 1 -ColumnMap "; Column = 'Klub Vorname' }
        @{ What = 'Import-Csv with its own header'; Line = "Import-Csv -LiteralPath '{0}/bare.csv' -Header Email, 'Klub Vorname' | ConvertTo-MMHashedUser -ColumnMap "; Column = 'Klub Vorname' }
    ) {
        [IO.File]::WriteAllText("$TestDrive/latin1.csv", "Email;Club pr$([char]0xE9)nom`nann@example.com;Ann`n", [Text.Encoding]::GetEncoding('iso-8859-1'))
        [IO.File]::WriteAllText("$TestDrive/tilde.csv", "Email~Klub Vorname`nann@example.com~Ann`n")
        [IO.File]::WriteAllText("$TestDrive/bare.csv", "ann@example.com,Ann`n")
        (Get-Completion $Line.Replace('{0}', "$TestDrive")).CompletionText | Should -Be "@{ FN = '$Column' }"
    }

    It 'offers no map if the columns are unknown' {
        [IO.File]::WriteAllText("$TestDrive/tilde.csv", "Email~Klub Vorname`nann@example.com~Ann`n")
        Get-Completion "Import-Csv '$TestDrive/tilde.csv' -Delimiter '~' | Select-Object Email | Add-MMAudienceUser -AudienceId 1 -ColumnMap " | Should -BeNullOrEmpty
        Get-Completion 'Import-Csv (Get-Item x) | Add-MMAudienceUser -AudienceId 1 -ColumnMap ' | Should -BeNullOrEmpty
        Get-Completion 'Get-Process | Add-MMAudienceUser -AudienceId 1 -ColumnMap ' | Should -BeNullOrEmpty
    }
}

Describe 'An audience' {
    BeforeAll {
        $target = New-MMCustomAudience -Name 'Newsletter' -Description 'CRM export'
        $list = "$TestDrive/list.csv"
        New-Customer 3 | Export-Csv -LiteralPath $list -NoTypeInformation
    }

    It 'can be <What>' -TestCases @(
        @{ What = 'an object'; Give = { param($Target) $Target } }
        @{ What = 'an object that came through a pipeline'; Give = { param($Target) $Target | Select-Object -First 1 } }
        @{ What = 'an id'; Give = { param($Target) $Target.Id } }
        @{ What = 'a name'; Give = { param($Target) 'newsletter' } }
    ) {
        (Add-MMAudienceUser -AudienceId (& $Give $target) -Path $list -WarningAction SilentlyContinue).AudienceId | Should -Be $target.Id
    }

    It 'binds from Get-MMAudience' {
        (Get-MMAudience -Name Newsletter | Add-MMAudienceUser -Path $list -WarningAction SilentlyContinue).AudienceId | Should -Be $target.Id
    }

    It 'that does not exist is reported with a suggestion' {
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId 'Newslettre' -Path $list }
        Get-ErrorId $failure | Should -Be 'MMAudienceNotFound'
        "$failure" | Should -Match "Did you mean 'Newsletter'\?"
        "$failure" | Should -Match "'Newslettre'"
        $failure.TargetObject | Should -Be 'Newslettre'
    }

    It 'is masked in the error when it looks like a person''s data' {
        $failure = Get-Failure { Get-MMAudience -Id 'ann@example.com' }
        Get-ErrorId $failure | Should -Be 'MMAudienceNotFound'
        "$failure $($failure.TargetObject)" | Should -Not -Match 'ann@example'
    }

    It 'with an ambiguous name is an error that lists the IDs' {
        $twins = 1..2 | ForEach-Object { New-MMCustomAudience -Name 'Twin' -Description 'CRM export' }
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId 'Twin' -Path $list }
        Get-ErrorId $failure | Should -Be 'MMAudienceAmbiguous'
        $twins | ForEach-Object { "$failure" | Should -Match $_.Id }
    }
}

Describe 'A typing error' {
    It 'in the only usable column is named in the error' {
        $failure = Get-Failure { [pscustomobject]@{ Emial = 'ann@example.com'; Name = 'Ann' } | Add-MMAudienceUser -AudienceId 1 }
        Get-ErrorId $failure | Should -Be 'MMColumnNotFound'
        "$failure" | Should -Match ([regex]::Escape("-ColumnMap @{ EMAIL = 'Emial' }"))
    }

    It 'in another column causes a warning' {
        $warnings = Get-Warning { [pscustomobject]@{ Email = 'ann@example.com'; Phnoe = '+14155550101'; Shoe = '38' } | ConvertTo-MMHashedUser }
        "$warnings" | Should -Be "The column 'Phnoe' is not used. If it contains PHONE, map it: -ColumnMap @{ PHONE = 'Phnoe' }"
    }

    It 'is not assumed for a column of another kind' {
        Get-Warning { [pscustomobject]@{ Email = 'ann@example.com'; Mailing = 'yes'; 'E-mail 2' = ''; City2 = ''; Note = 'z' } | ConvertTo-MMHashedUser } | Should -BeNullOrEmpty
    }

    It 'in a country is named in the error' {
        "$(Get-Failure { New-Customer 1 | ConvertTo-MMHashedUser -DefaultCountry 'Veitnam' })" | Should -Match 'Did you mean Viet ?[Nn]am \(VN\)\?'
    }
}

Describe '-Summary' {
    It 'returns one summary of the upload instead of receipts' {
        $audience = New-Audience $sandbox
        $sandbox.FailNext(@('2'))
        $rows = @(New-Customer 18) + [pscustomobject]@{ Email = 'nobody' }, [pscustomobject]@{ Email = 'nobody' }
        $summary = @($rows | Add-MMAudienceUser -AudienceId $audience.Id -BatchSize 5 -Summary -WarningAction SilentlyContinue)
        $summary.Count | Should -Be 1
        "$($summary.AudienceId) $($summary.RowsRead) $($summary.RowsAccepted) $($summary.RowsNotAccepted) $($summary.RowsRejected) $($summary.Received) $($summary.Batches) $($summary.Retries)" |
            Should -Be "$($audience.Id) 20 18 0 2 18 4 1"
        $summary.Rejections['EMAIL NotAnEmailAddress'] | Should -Be 2
        $summary.Waited.TotalSeconds | Should -BeGreaterThan 0.4
        $summary.RowsPerSecond | Should -BeGreaterThan 0
    }

    It 'returns one summary and one warning for each audience' {
        $first = New-Audience $sandbox
        $second = New-Audience $sandbox
        $list = "$TestDrive/both.csv"
        @(New-Customer 30) + [pscustomobject]@{ Email = 'nobody' } | Export-Csv -LiteralPath $list -NoTypeInformation
        $summaries = @($first.Id, $second.Id | ForEach-Object { Get-MMAudience -Id $_ } |
            Add-MMAudienceUser -Path $list -Summary -WarningVariable warnings -WarningAction SilentlyContinue)
        ($summaries | ForEach-Object { "$($_.AudienceId) $($_.RowsRead) $($_.RowsAccepted) $($_.RunIds.Count)" }) |
            Should -Be "$($first.Id) 31 30 1", "$($second.Id) 31 30 1"
        @($warnings -like '*1 of 31*').Count | Should -Be 2
        "$($warnings[0])" | Should -BeLike "Audience $($first.Id): *"
    }

    It 'returns one summary for several lists of an audience' {
        $audience = New-Audience $sandbox
        1..2 | ForEach-Object { New-Customer 30 -First (100 * $_) | Export-Csv -LiteralPath "$TestDrive/part$_.csv" -NoTypeInformation }
        $summary = @(Add-MMAudienceUser -AudienceId $audience.Id -Path "$TestDrive/part?.csv" -Summary -WarningAction SilentlyContinue)
        "$($summary.Count) $($summary.RowsRead) $($summary.RunIds.Count)" | Should -Be '1 60 2'
    }

    It 'describes a text file' {
        $audience = New-Audience $sandbox
        $rows = @(New-Customer 2) + [pscustomobject]@{ Email = 'nobody' }, [pscustomobject]@{ Email = 'nobody' }
        $line = $rows | Add-MMAudienceUser -AudienceId $audience.Id -Summary -WarningAction SilentlyContinue | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv
        [guid]$line.RunIds | Should -Not -Be ([guid]::Empty)
        $line.Rejections | Should -Be '2 EMAIL NotAnEmailAddress'
    }

    It 'writes the summary before the error of an upload that stops' {
        $audience = New-Audience $sandbox
        $sandbox.FailNext(@('190/463'))
        $written = New-Object Collections.ArrayList
        $failure = Get-Failure { New-Customer 10 | Add-MMAudienceUser -AudienceId $audience.Id -Summary -WarningAction SilentlyContinue | ForEach-Object { [void]$written.Add($_) } }
        Get-ErrorId $failure | Should -Be 'MMAuthenticationFailed'
        "$($written.RowsRead) $($written.RowsAccepted) $($written.RowsNotAccepted)" | Should -Be '10 0 10'
    }

    It 'returns the summary of a resumed upload' {
        $audience = New-Audience $sandbox
        $list = "$TestDrive/summary.csv"
        New-Customer 100 | Export-Csv -LiteralPath $list -NoTypeInformation
        [void](Add-MMAudienceUser -AudienceId $audience.Id -Path $list -BatchSize 10 -ThrottleLimit 1 -JournalPath "$TestDrive/summary.journal" -WarningAction SilentlyContinue | Select-Object -First 3)
        $summary = Resume-MMAudienceUpload -JournalPath "$TestDrive/summary.journal" -Summary -WarningAction SilentlyContinue
        $summary.RowsRead | Should -BeLessOrEqual 70
        $summary.RowsRead | Should -Be $summary.RowsAccepted
    }
}
