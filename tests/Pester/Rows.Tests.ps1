BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox

    # SHA-256 of john@example.com and of 14155550123, by sha256sum.
    $john = '855f96e983f1f8e8be944692b6f719fd54329826cb62e98015efee8e2e071dd4'
    $number = '413ba75461ab5f99d36820e561ea97e2bd80f9cb586f7ecea6cf4c496518950a'
}

AfterAll { Stop-MMSandbox }

Describe 'Rows from the pipeline' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'can come from Import-Csv' {
        Set-Content -LiteralPath "$TestDrive/customers.csv" -Encoding ASCII -Value 'E-mail Address,phone_number,Given Name', ' John@Example.com ,(415) 555-0123,John'
        $receipt = Import-Csv -LiteralPath "$TestDrive/customers.csv" | Add-MMAudienceUser -AudienceId $audience.Id -DefaultCountry US -WarningAction Ignore
        $receipt.Status | Should -Be 'Accepted'
        $audience.Contains($john) | Should -BeTrue
        $audience.Contains($number) | Should -BeTrue
    }

    It 'can be <What>' -ForEach @(
        @{ What = 'a hashtable'; Row = @{ EMAIL = 'john@example.com'; PHONE = '+1 415 555 0123' } }
        @{ What = 'an ordered dictionary'; Row = [ordered]@{ email = 'john@example.com'; phone = '+14155550123' } }
        @{ What = 'an object'; Row = [pscustomobject]@{ Email = 'john@example.com'; Mobile = '0014155550123' } }
        @{ What = 'a dictionary that minds the case'; Row = & {
            $row = New-Object 'Collections.Generic.Dictionary[string,object]'
            $row.Add('Email', 'john@example.com'); $row.Add('Phone', 14155550123)
            , $row
        } }
    ) {
        $Row | Add-MMAudienceUser -AudienceId $audience.Id -DefaultCountry US -WarningAction Ignore | Out-Null
        $audience.Contains($john) | Should -BeTrue
        $audience.Contains($number) | Should -BeTrue
    }

    It 'can come from a data table, as a whole or row by row' {
        $table = New-Object Data.DataTable
        [void]$table.Columns.Add('Email')
        [void]$table.Columns.Add('Phone', [long])
        [void]$table.Rows.Add('john@example.com', 14155550123)
        [void]$table.Rows.Add([DBNull]::Value, 14155550124)
        ($table.Rows | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore).Rows | Should -Be 2
        (Add-MMAudienceUser -InputObject $table -AudienceId $audience.Id -WarningAction Ignore).Rows | Should -Be 2
        $audience.Contains($john) | Should -BeTrue
        $audience.PeopleCount | Should -Be 2
    }

    It 'can be an array for -InputObject' {
        (Add-MMAudienceUser -AudienceId $audience.Id -InputObject (New-Customer 3) -WarningAction Ignore).Rows | Should -Be 3
    }

    It 'can have an Id column, which is not the audience' {
        $row = [pscustomobject]@{ Id = 7; AudienceId = 8; Path = 'x'; Email = 'john@example.com' }
        $receipt = $row | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore
        $receipt.AudienceId | Should -Be $audience.Id
        $audience.Contains($john) | Should -BeTrue
    }

    It 'can lack a column of the first row' {
        $rows = [pscustomobject]@{ Email = 'john@example.com'; FirstName = 'John' }, [pscustomobject]@{ Email = 'jane@example.com' }
        ($rows | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore).Rows | Should -Be 2
    }
}

Describe 'A cell that is not text' {
    It '<What> keeps its digits' -ForEach @(
        @{ What = 'a long'; Phone = [long]84912345678 }
        @{ What = 'a double'; Phone = [double]84912345678 }
        @{ What = 'a decimal'; Phone = [decimal]84912345678 }
        @{ What = 'a decimal with a fraction of zero'; Phone = [decimal]::Parse('84912345678.00', [cultureinfo]::InvariantCulture) }
    ) {
        (@{ Phone = $Phone } | ConvertTo-MMHashedUser -Normalized).PHONE | Should -Be '84912345678'
        # SHA-256 of 84912345678, by sha256sum.
        (@{ Phone = $Phone } | ConvertTo-MMHashedUser).PHONE | Should -Be '25cc2f7574420a2d46c9f2d6cf94cdbb242ef7d479afe92ed6e8eb33a7493093'
    }

    It 'a single is rejected, because it cannot hold all digits' {
        $user = @{ Phone = [single]84912345678 } | ConvertTo-MMHashedUser -Normalized
        $user.Rejected | Should -BeTrue
        $user.Issue | Should -Match 'RoundedNumber'
    }

    It 'a date fills the three keys in any culture' {
        $user = @{ Email = 'john@example.com'; 'Date of birth' = [datetime]'1990-04-05' } | ConvertTo-MMHashedUser -Normalized
        "$($user.DOBY) $($user.DOBM) $($user.DOBD)" | Should -Be '1990 04 05'
    }

    It 'null and DBNull are blank' {
        $user = @{ Email = 'john@example.com'; FirstName = $null; LastName = [DBNull]::Value } | ConvertTo-MMHashedUser
        $user.FN | Should -Be ''
        $user.LN | Should -Be ''
    }

    It 'a list is read as its joined words' {
        (@{ Email = 'john@example.com'; FirstName = @('Mary', 'Ann') } | ConvertTo-MMHashedUser -Normalized).FN | Should -Be 'maryann'
    }

    It 'a property that cannot be read is blank' {
        $row = [pscustomobject]@{ Email = 'john@example.com' }
        $row | Add-Member -MemberType ScriptProperty -Name FirstName -Value { throw 'no' }
        ($row | ConvertTo-MMHashedUser).FN | Should -Be ''
    }
}

Describe 'Columns' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'that are not recognized can be mapped with -ColumnMap' {
        $row = [pscustomobject]@{ 'Work mail' = 'john@example.com'; Reference = 'C-1' }
        $receipt = $row | Add-MMAudienceUser -AudienceId $audience.Id -ColumnMap @{ EMAIL = 'work MAIL'; EXTERN_ID = 'Reference' } -WarningAction Ignore
        $receipt.Rows | Should -Be 1
        $audience.Contains($john) | Should -BeTrue
    }

    It 'that are sent unhashed are read only if the map contains them' {
        $row = @{ Email = 'john@example.com'; EXTERN_ID = 'C-1' }
        ($row | ConvertTo-MMHashedUser).PSObject.Properties.Name | Should -Not -Contain 'EXTERN_ID'
        ($row | ConvertTo-MMHashedUser -ColumnMap @{ EXTERN_ID = 'extern_id' }).EXTERN_ID | Should -Be 'C-1'
    }

    It 'without EMAIL or PHONE stop the upload before anything is sent, with the names of the columns' {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { [pscustomobject]@{ Contact = 'x'; 'Favourite colour' = 'y' } | Add-MMAudienceUser -AudienceId $audience.Id }
        Get-ErrorId $failure | Should -Be 'MMColumnNotFound'
        "$failure" | Should -Match 'Favourite colour'
        "$failure" | Should -Match "Specify the column, for example -ColumnMap @\{ EMAIL = 'Work mail' }\. For a file without a header line, specify -Header\.$"
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'with app-scoped IDs stop the upload before anything is sent, with the parameter for the app' {
        $calls = $sandbox.RequestCount
        $failure = Get-Failure { [pscustomobject]@{ Email = 'ann@example.com'; App = '1001' } | Add-MMAudienceUser -AudienceId $audience.Id -ColumnMap @{ APPUID = 'App' } }
        Get-ErrorId $failure | Should -Be 'MMInvalidArgument'
        $failure.TargetObject | Should -Be 'AppId'
        "$failure" | Should -BeExactly "APPUID is an ID within an app, but the app ID is not specified. Specify -AppId."
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'that are in the map but not in the list stop the upload' {
        Get-ErrorId (Get-Failure { New-Customer | Add-MMAudienceUser -AudienceId $audience.Id -ColumnMap @{ EMAIL = 'Mail' } }) | Should -Be 'MMColumnNotFound'
    }

    It 'can be mapped only to existing keys' {
        $failure = Get-Failure { New-Customer | Add-MMAudienceUser -AudienceId $audience.Id -ColumnMap @{ EMIAL = 'Email' } }
        "$failure" | Should -Match 'EMIAL'
        "$failure" | Should -Match 'EMAIL, PHONE'
        "$failure" | Should -Match 'Did you mean EMAIL\?'
        "$(Get-Failure { New-Customer | Add-MMAudienceUser -AudienceId $audience.Id -ColumnMap 'Email' })" | Should -Match 'hashtable'
    }

    It 'of one key are read until one has a value, in the order of the map if there is one' {
        $rows = [pscustomobject]@{ Phone = '+12025550101'; Mobile = '+12025550102' }, [pscustomobject]@{ Phone = ''; Mobile = '+12025550103' }
        ($rows | ConvertTo-MMHashedUser -Normalized).PHONE | Should -Be '12025550101', '12025550103'
        ($rows | ConvertTo-MMHashedUser -Normalized -ColumnMap @{ PHONE = 'Mobile', 'Phone' }).PHONE | Should -Be '12025550102', '12025550103'
        ($rows | ConvertTo-MMHashedUser -Normalized -ColumnMap @{ PHONE = 'Phone' }).PHONE | Should -Be '12025550101', ''
        [IO.File]::WriteAllText("$TestDrive/twice.csv", "Email,Email`n,person2@example.com`n")
        (ConvertTo-MMHashedUser -Path "$TestDrive/twice.csv" -Normalized).EMAIL | Should -Be 'person2@example.com'
    }

    It 'in a map need a name' {
        "$(Get-Failure { New-Customer | ConvertTo-MMHashedUser -ColumnMap @{ EMAIL = 'Email', '' } })" | Should -Match 'names no column for EMAIL'
    }

    It 'are listed once in the verbose stream, used and unused' {
        $rows = New-Customer 3 | Select-Object *, @{ Name = 'Notes'; Expression = { 'x' } }
        $verbose = @($rows | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] } | ForEach-Object { "$_" })
        @($verbose -match "EMAIL from 'Email'").Count | Should -Be 1
        @($verbose -match "not used.*'Notes'").Count | Should -Be 1
    }
}

Describe 'Input without rows' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'lines of text stop the upload with advice' {
        $failure = Get-Failure { 'john@example.com', 'jane@example.com' | Add-MMAudienceUser -AudienceId $audience.Id }
        Get-ErrorId $failure | Should -Be 'MMTextInsteadOfRows'
        "$failure" | Should -Match '-Path'
        "$failure $($failure.TargetObject)" | Should -Not -Match '@example'
    }

    It 'an empty pipeline sends nothing, without a warning' {
        $calls = $sandbox.RequestCount
        Get-Warning { @() | Add-MMAudienceUser -AudienceId $audience.Id } | Should -BeNullOrEmpty
        $sandbox.RequestCount | Should -Be $calls
    }
}
