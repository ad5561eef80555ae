BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule
    $sandbox = Connect-Sandbox

    function New-File {
        param([string] $Name, [string] $Text, [Text.Encoding] $Encoding = [Text.UTF8Encoding]::new($false))
        $path = Join-Path $TestDrive $Name
        [void](New-Item -ItemType Directory -Path (Split-Path $path) -Force)
        [IO.File]::WriteAllText($path, $Text, $Encoding)
        $path
    }

    $folder = Split-Path (New-File 'lists/a.csv' "Email,First name`nann@example.com,Ann`nbob@example.com,Bob`n")
    [void](New-File 'lists/b.txt' "E-mail`tFirst name`r`ncid@example.com`tCid`r`n")
    [void](New-File 'lists/[c].csv' "Email`ndan@example.com`n")
    [void](New-Item -ItemType Directory -Path "$folder/folder")
}

AfterAll { Stop-MMSandbox }

Describe 'Add-MMAudienceUser -Path' {
    BeforeEach { $audience = New-Audience $sandbox }

    It 'reads a file' {
        $receipt = Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/a.csv" -WarningAction Ignore
        $receipt.Rows | Should -Be 2
        $receipt.FirstRow | Should -Be 1
        $receipt.LastRow | Should -Be 2
    }

    It 'accepts audience and file by position' {
        (Add-MMAudienceUser $audience.Id "$folder/a.csv" -WarningAction Ignore).Rows | Should -Be 2
    }

    It 'resolves a path from the PowerShell location, not from the process directory' {
        Push-Location $folder
        try {
            (Add-MMAudienceUser -AudienceId $audience.Id -Path ./a.csv -WarningAction Ignore).Rows | Should -Be 2
            (Add-MMAudienceUser -AudienceId $audience.Id -LiteralPath 'a.csv' -WarningAction Ignore).Rows | Should -Be 2
        } finally {
            Pop-Location
        }
    }

    It 'reads several files, each with its own columns and row numbers' {
        $receipts = Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/a.csv", "$folder/b.txt" -WarningAction Ignore
        $receipts.Rows | Should -Be 2, 1
        $receipts.FirstRow | Should -Be 1, 1
        $receipts.Batch | Should -Be 1, 1
        $audience.PeopleCount | Should -Be 3
    }

    It 'reads the files that match a wildcard, and skips folders' {
        (Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/*" -WarningAction Ignore | Measure-Object -Property Rows -Sum).Sum | Should -Be 4
    }

    It 'accepts the exact name of a file with brackets' {
        $file = New-File 'd [1]/l [1].csv' "Email`nann@example.com`n"
        [void](New-File 'd 1/l 1.csv' "Email`nbob@example.com`ncid@example.com`n")
        (Add-MMAudienceUser -AudienceId $audience.Id -Path $file -WarningAction Ignore).Rows | Should -Be 1
        (Add-MMAudienceUser -AudienceId $audience.Id -Path "$TestDrive/d [1]/*.csv" -WarningAction Ignore).Rows | Should -Be 2
        (ConvertTo-MMHashedUser -Path $file).Count | Should -Be 1
        Get-ErrorId (Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path "$TestDrive/d [1]" }) | Should -Be 'MMNotAFile'
    }

    It 'warns about a short list once for all files' {
        $warnings = Get-Warning { Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/a.csv", "$folder/b.txt" }
        $warnings.Count | Should -Be 1
        $warnings | Should -Match '3 rows'
    }

    It 'reads brackets literally with -LiteralPath' {
        (Add-MMAudienceUser -AudienceId $audience.Id -LiteralPath "$folder/[c].csv" -WarningAction Ignore).Rows | Should -Be 1
    }

    It 'reads files from the pipeline' {
        (Get-ChildItem -Path $folder -File | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Measure-Object -Property Rows -Sum).Sum | Should -Be 4
        (Get-Item "$folder/b.txt" | Add-MMAudienceUser -AudienceId $audience.Id -Delimiter "`t" -WarningAction Ignore).Rows | Should -Be 1
        (Get-ChildItem $folder | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore | Measure-Object -Property Rows -Sum).Sum | Should -Be 4
    }

    It 'reads rows that have a column with the name of a file parameter' {
        $row = [pscustomobject]@{ Email = 'person1@example.com'; LiteralPath = "$folder/a.csv"; PSPath = "$folder/a.csv"; LP = "$folder/a.csv" }
        ($row | Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore).Rows | Should -Be 1
    }

    It 'reads a mix of files and rows as separate lists' {
        $receipts = & { New-Customer 2; Get-Item "$folder/b.txt"; [pscustomobject]@{ Phone = '+44 20 7946 0001' } } |
            Add-MMAudienceUser -AudienceId $audience.Id -WarningAction Ignore
        $receipts.Rows | Should -Be 2, 1, 1
        $receipts.FirstRow | Should -Be 1, 1, 1
    }

    It 'sends a file to every audience of the pipeline' {
        $pipeline = Connect-Sandbox
        $one = New-Audience $pipeline -Name 'One'
        $two = New-Audience $pipeline -Name 'Two'
        Get-MMAudience | Add-MMAudienceUser -Path "$folder/a.csv" -WarningAction Ignore | Out-Null
        $one.PeopleCount | Should -Be 2
        $two.PeopleCount | Should -Be 2
        $sandbox | Connect-MMAccount
    }

    It 'continues after a missing file' {
        $receipts = Add-MMAudienceUser -AudienceId $audience.Id -Path "$folder/none.csv", "$folder/a.csv" -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failures
        $receipts.Rows | Should -Be 2
        Get-ErrorId $failures[0] | Should -Be 'MMFileNotFound'
        $failures[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'reports a file that it cannot read: <What>' -ForEach @(
        @{ What = 'a wildcard without a match'; Parameters = @{ Path = '*.none' }; Id = 'MMFileNotFound' }
        @{ What = 'a literal path without a file'; Parameters = @{ LiteralPath = 'none.csv' }; Id = 'MMFileNotFound' }
        @{ What = 'a drive that there is not'; Parameters = @{ Path = 'nodrive:/a.csv' }; Id = 'MMFileNotFound' }
        @{ What = 'a folder'; Parameters = @{ Path = 'folder' }; Id = 'MMNotAFile' }
        @{ What = 'what is not in the file system'; Parameters = @{ LiteralPath = 'env:PATH' }; Id = 'MMNotAFile' }
    ) {
        Push-Location $folder
        try {
            Get-ErrorId (Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id @Parameters }) | Should -Be $Id
        } finally {
            Pop-Location
        }
    }

    It 'sends the rows before an unclosed quotation mark, and reports its line' {
        $path = New-File 'open.csv' "Email,Name`nann@example.com,Ann`nbob@example.com,`"Bob`ncid@example.com,Cid`n"
        $receipts = Add-MMAudienceUser -AudienceId $audience.Id -Path $path -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failures
        $receipts.Rows | Should -Be 1
        Get-ErrorId $failures[0] | Should -Be 'MMFileUnreadable'
        "$($failures[0])" | Should -Match 'row 2'
        "$($failures[0])" | Should -Not -Match '@example'
    }

    It 'warns only about a list without rows: <Name>' -TestCases @(
        @{ Name = 'Add-MMAudienceUser'; Call = { Add-MMAudienceUser -AudienceId $audience.Id @args } }
        @{ Name = 'Remove-MMAudienceUser'; Call = { Remove-MMAudienceUser -AudienceId $audience.Id -Confirm:$false @args } }
        @{ Name = 'ConvertTo-MMHashedUser'; Call = { ConvertTo-MMHashedUser @args } }
    ) {
        $blank = New-File 'blank.csv' "Email,Phone`r`n`r`n"
        "$(Get-Warning { & $Call -Path $blank })" | Should -Be "The list has no rows: the file 'blank.csv' has a header line only."
        "$(Get-Warning { Get-Item -LiteralPath $blank | & { process { & $Call -LiteralPath $_.FullName } } })" | Should -Match 'no rows'
        "$(Get-Warning { & $Call -Path (New-File 'void.csv' '') -Header Email })" | Should -Be "The list has no rows: the file 'void.csv' is empty."
        "$(Get-Warning { & $Call -Path "$folder/a.csv" })" | Should -Not -Match 'no rows'
        $audience.Batches | Should -BeLessOrEqual 2
    }

    It 'reports that a damaged workbook cannot be read' {
        $book = New-File 'book.xlsx' ''
        [IO.File]::WriteAllBytes($book, [byte[]](0x50, 0x4B, 0x03, 0x04, 0x14, 0, 6, 0, 8, 0, 0, 0))
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $book }
        Get-ErrorId $failure | Should -Be 'MMFileUnreadable'
        "$failure" | Should -Match "'book\.xlsx' is not a workbook that can be read\..*CSV UTF-8"
        $failure = Get-Failure { New-Customer 1 | Add-MMAudienceUser -AudienceId $audience.Id -SuppressPath $book }
        Get-ErrorId $failure | Should -Be 'MMSuppressionUnreadable'
        "$failure" | Should -Match 'not a workbook that can be read\..*CSV UTF-8'
    }

    It 'reports that an empty file has no header' {
        Get-ErrorId (Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path (New-File 'empty.csv' '') }) | Should -Be 'MMFileUnreadable'
    }

    It 'suggests the delimiter if the header was read as one column: <Advice>' -ForEach @(
        @{ Header = 'Email;Phone;Name'; With = @{ Delimiter = ',' }; Advice = "-Delimiter ';'" }
        @{ Header = 'Email~Phone'; With = @{}; Advice = "-Delimiter '~'" }
        @{ Header = "Email`tPhone"; With = @{ Delimiter = ';' }; Advice = '-Delimiter "`t"' }
    ) {
        $path = New-File 'wide.csv' "$Header`nann@example.com`n"
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path $path @With -WarningAction Ignore }
        Get-ErrorId $failure | Should -Be 'MMColumnNotFound'
        "$failure".Contains($Advice) | Should -BeTrue -Because "$failure"
    }

    It 'does not show a data row instead of the header' {
        $failure = Get-Failure { Add-MMAudienceUser -AudienceId $audience.Id -Path (New-File 'bare.csv' "ann@example.com,bob@example.com,14155550101`n") -WarningAction Ignore }
        Get-ErrorId $failure | Should -Be 'MMColumnNotFound'
        "$failure" | Should -Not -Match '@example|5550101'
        "$failure" | Should -Match '-Header'
    }

    It 'closes the file' {
        $path = New-File 'free.csv' "Email`nann@example.com`n"
        Add-MMAudienceUser -AudienceId $audience.Id -Path $path -WarningAction Ignore | Out-Null
        { Remove-Item -LiteralPath $path -ErrorAction Stop } | Should -Not -Throw
    }
}

Describe 'The format of a file' {
    It 'is detected: <What>' -ForEach @(
        @{ What = 'comma'; Text = "Email,City`nann@example.com,London`n" }
        @{ What = 'semicolon'; Text = "Email;City`nann@example.com;London`n" }
        @{ What = 'tab'; Text = "Email`tCity`nann@example.com`tLondon`n" }
        @{ What = 'carriage returns'; Text = "Email,City`rann@example.com,London`r" }
        @{ What = 'carriage returns with line feeds'; Text = "Email,City`r`nann@example.com,London`r`n" }
        @{ What = 'a quoted line break'; Text = "Email,Notes,City`nann@example.com,`"one`ntwo`",London`n" }
        @{ What = 'no line break at the end'; Text = "Email,City`nann@example.com,London" }
    ) {
        $user = ConvertTo-MMHashedUser -Path (New-File 'found.csv' $Text) -Normalized
        $user.EMAIL | Should -Be 'ann@example.com'
        $user.CT | Should -Be 'london'
    }

    It 'can begin with a byte order mark: <What>' -ForEach @(
        @{ What = 'UTF-8'; Encoding = [Text.UTF8Encoding]::new($true) }
        @{ What = 'UTF-16'; Encoding = [Text.UnicodeEncoding]::new($false, $true) }
        @{ What = 'UTF-16, big-endian'; Encoding = [Text.UnicodeEncoding]::new($true, $true) }
    ) {
        $name = "Val$([char]0xE9)ry"
        (ConvertTo-MMHashedUser -Path (New-File 'marked.csv' "Email,First name`nann@example.com,$name`n" $Encoding) -Normalized).FN | Should -Be $name.ToLowerInvariant()
    }

    It 'is set with -Encoding: <Encoding>' -ForEach @(
        @{ Encoding = 'iso-8859-1' }
        @{ Encoding = 1252 }
        @{ Encoding = '1252' }
        @{ Encoding = [Text.Encoding]::GetEncoding('iso-8859-1') }
    ) {
        $name = "Val$([char]0xE9)ry"
        $path = New-File 'latin.csv' "Email,First name`nann@example.com,$name`n" ([Text.Encoding]::GetEncoding('iso-8859-1'))
        (ConvertTo-MMHashedUser -Path $path -Encoding $Encoding -Normalized).FN | Should -Be $name.ToLowerInvariant()
    }

    It 'must be valid in -Encoding and -Delimiter' {
        "$(Get-Failure { ConvertTo-MMHashedUser -Path "$folder/a.csv" -Encoding klingon })" | Should -Match 'klingon'
        Get-ErrorId (Get-Failure { ConvertTo-MMHashedUser -Path "$folder/a.csv" -Delimiter ([char]0xA7) }) | Should -Be 'MMInvalidArgument'
    }

    It 'is set with -Delimiter and -Header' {
        $path = New-File 'bare.csv' "ann@example.com|a,b|London`n"
        $user = ConvertTo-MMHashedUser -Path $path -Delimiter '|' -Header Email, Notes, City -Normalized
        $user.EMAIL | Should -Be 'ann@example.com'
        $user.CT | Should -Be 'london'
    }
}
