# An audience that follows a list in PostgreSQL (examples/warehouse/Sync-HashedList.ps1), against the sandbox.

BeforeDiscovery {
    Import-Module "$PSScriptRoot/PostgreSql.psm1" -Force
    $initdb = Find-PostgreSql
}

Describe 'A list in PostgreSQL that an audience follows' -Skip:(-not $initdb) -ForEach @{ InitDb = $initdb } {
    BeforeAll {
        Import-Module "$PSScriptRoot/Shared.psm1" -Force
        Import-Module "$PSScriptRoot/PostgreSql.psm1" -Force
        Import-StagedModule
        $examples = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'examples', 'warehouse'))
        Start-PostgreSql $InitDb
        [void](Invoke-Query '--file', "$examples/sync-setup.sql")
        Invoke-Query '--command', 'CREATE TABLE customers (id bigint, email text, phone text, first_name text, last_name text, city text, state text, postal_code text, country text);
            CREATE TABLE opt_outs (email text, phone text)'
        $sandbox = Connect-Sandbox

        function Invoke-Sync {
            param([hashtable] $Options = @{})
            & "$examples/Sync-HashedList.ps1" -AudienceId $audience.Id @Options 3>$null
        }

        # People of the list, by their number: person<n>@example.com with a phone number of their own.
        function Add-Person {
            param([int] $First, [int] $Last)
            Invoke-Query '--command', "INSERT INTO customers SELECT n, 'person' || n || '@example.com', '+1202555' || lpad(n::text, 6, '0'), 'Ann', 'Example', 'London', '', '', 'US'
                FROM generate_series($First, $Last) AS n"
        }

        function Set-List {
            param([string] $Statement)
            Invoke-Query '--command', $Statement
        }

        # Whether each of these people is in the audience.
        function Test-Member {
            param([int[]] $Number)
            foreach ($each in $Number) { $audience.Contains("person$each@example.com") }
        }

        function Get-SentCount { [int](Invoke-Sql "SELECT count(*) AS n FROM mm_sent WHERE audience_id = '$($audience.Id)'").n }
    }

    AfterAll {
        Stop-MMSandbox
        Stop-PostgreSql
    }

    BeforeEach {
        Set-List 'TRUNCATE customers, opt_outs'
        Add-Person 1 200
        $audience = New-Audience $sandbox ([guid]::NewGuid())
    }

    It 'sends everyone first, and later only the difference' {
        $first = Invoke-Sync
        $first.RowsToAdd, $first.RowsToRemove, $first.RowsOpen | Should -Be 200, 0, 0
        $audience.PeopleCount, $audience.RowsReceived, (Get-SentCount) | Should -Be 200, 200, 200
        Set-List 'DELETE FROM customers WHERE id <= 10'
        Add-Person 201 205
        $second = Invoke-Sync
        $second.Rows, $second.PeopleLeft, $second.RowsToRemove, $second.RowsToAdd, $second.RowsOpen | Should -Be 195, 10, 10, 5, 0
        $audience.PeopleCount, $audience.RowsReceived, (Get-SentCount) | Should -Be 195, 205, 195
        Test-Member 1, 10, 11, 205 | Should -Be $false, $false, $true, $true
        $calls = $sandbox.RequestCount
        (Invoke-Sync).RowsToAdd | Should -Be 0
        $sandbox.RequestCount | Should -Be $calls
    }

    It 'removes people who opted out, by email or by phone, and does not add them again' {
        Invoke-Sync
        Set-List "INSERT INTO opt_outs VALUES ('PERSON3@example.com', NULL), (NULL, '+1 202 555 000004')"
        (Invoke-Sync).OptedOutOrRepeatedRows | Should -Be 2
        Test-Member 3, 4, 5 | Should -Be $false, $false, $true
        Invoke-Sync
        $audience.PeopleCount, $audience.RowsReceived | Should -Be 198, 200
    }

    It 'keeps a person whose phone number changed, and one who shares the old number' {
        Set-List "UPDATE customers SET phone = (SELECT phone FROM customers WHERE id = 1) WHERE id = 2"
        Invoke-Sync
        Set-List "UPDATE customers SET phone = '+13035550123' WHERE id = 1"
        $result = Invoke-Sync
        $result.PeopleLeft, $result.RowsToRemove, $result.RowsToAdd | Should -Be 0, 1, 2
        Test-Member 1, 2 | Should -Be $true, $true
        $audience.Contains('+13035550123') | Should -BeTrue
        Get-SentCount | Should -Be 200
    }

    It 'sends changed details again, and removes nobody because of them' {
        Invoke-Sync
        Set-List "UPDATE customers SET city = 'Paris' WHERE id <= 7"
        $result = Invoke-Sync
        $result.RowsToRemove, $result.RowsToAdd | Should -Be 0, 7
        $audience.RowsReceived | Should -Be 207
        (Invoke-Sync).RowsToAdd | Should -Be 0
    }

    It 'sends everyone again with -Full, and still removes people who left' {
        Invoke-Sync
        Set-List 'DELETE FROM customers WHERE id = 1'
        $result = Invoke-Sync @{ Full = $true }
        $result.RowsToRemove, $result.RowsToAdd | Should -Be 1, 199
        $audience.PeopleCount, $audience.RowsReceived | Should -Be 199, 399
    }

    It 'sends nothing when too many people are missing, unless that is allowed' {
        Invoke-Sync
        $calls = $sandbox.RequestCount
        Set-List 'DELETE FROM customers WHERE id > 150'
        { Invoke-Sync 2>$null } | Should -Throw '*psql ended with exit code 3*'
        Set-List 'TRUNCATE customers'
        { Invoke-Sync 2>$null } | Should -Throw '*psql ended with exit code 3*'
        $sandbox.RequestCount, $audience.PeopleCount, (Get-SentCount) | Should -Be $calls, 200, 200
        Add-Person 1 150
        (Invoke-Sync @{ MaxRemovePercent = 25 }).PeopleLeft | Should -Be 50
        $audience.PeopleCount | Should -Be 150
    }

    It 'sends nothing when an opt-out cannot be compared with the list' {
        Set-List "INSERT INTO opt_outs VALUES ('person3@example.com', '(202) 555-0104')"
        { Invoke-Sync 2>$null } | Should -Throw '*psql ended with exit code 3*'
        $audience.RowsReceived | Should -Be 0
    }

    It 'counts the rows that cannot be used' {
        Set-List "INSERT INTO customers (id, email, phone) VALUES (501, 'nobody', '12'), (502, NULL, NULL)"
        $result = Invoke-Sync
        $result.Rows, $result.UnusableRows, $result.RowsToAdd | Should -Be 202, 2, 200
    }

    It 'does not record rejected rows, and sends them in the next run' {
        $sandbox.FailNext('100')
        { Invoke-Sync 2>$null } | Should -Throw '*code 100, HTTP 400*'
        $audience.PeopleCount, (Get-SentCount) | Should -Be 0, 0
        (Invoke-Sync).RowsOpen | Should -Be 0
        Set-List 'DELETE FROM customers WHERE id = 1'
        $sandbox.FailNext('100')
        { Invoke-Sync 2>$null } | Should -Throw '*code 100, HTTP 400*'
        $audience.PeopleCount, (Get-SentCount) | Should -Be 200, 200
        Invoke-Sync
        $audience.PeopleCount, (Get-SentCount) | Should -Be 199, 199
    }

    It 'keeps removals for a later run when too few people would remain, and adds the others' {
        Invoke-Sync
        Set-List 'DELETE FROM customers WHERE id = 1'
        Add-Person 201 203
        $sandbox.FailNext('200/1870047 at DELETE /users')
        $warnings = Get-Warning { $script:result = & "$examples/Sync-HashedList.ps1" -AudienceId $audience.Id }
        $warnings -match 'Too few people would remain' | Should -Not -BeNullOrEmpty
        $audience.PeopleCount, (Get-SentCount), $result.RowsOpen | Should -Be 203, 203, 1
        (Invoke-Sync).RowsOpen | Should -Be 0
        $audience.PeopleCount, (Get-SentCount) | Should -Be 202, 202
    }

    It 'adds people again whose removal arrived before a run was killed, if they are back on the list' {
        Invoke-Sync
        Set-List 'DELETE FROM customers WHERE id = 1'
        Invoke-Sync @{ PlanOnly = $true; PartCount = 1 }
        # The removal arrived, and nothing was recorded.
        [void](Remove-MMAudienceUser $audience.Id -Email person1@example.com -Phone '+1202555000001' -Confirm:$false 3>$null)
        Add-Person 1 1
        Invoke-Sync
        Test-Member 1 | Should -BeTrue
        $audience.PeopleCount, (Get-SentCount) | Should -Be 200, 200
    }

    It 'removes people whose upload arrived before a run was killed, if they have left the list' {
        Invoke-Sync
        Add-Person 201 201
        Invoke-Sync @{ PlanOnly = $true; PartCount = 1 }
        [void](Add-MMAudienceUser $audience.Id -Email person201@example.com -Phone '+1202555000201' 3>$null)
        Set-List 'DELETE FROM customers WHERE id = 201'
        Invoke-Sync
        Test-Member 201 | Should -BeFalse
        $audience.PeopleCount, (Get-SentCount) | Should -Be 200, 200
    }

    It 'sends a person again who shares a number with a removed person, although the run in between was killed' {
        Set-List "UPDATE customers SET phone = (SELECT phone FROM customers WHERE id = 1) WHERE id = 2"
        Invoke-Sync
        Set-List 'DELETE FROM customers WHERE id = 1'
        Invoke-Sync @{ PlanOnly = $true; PartCount = 1 }
        # The removal is accepted and recorded; then the process ends.
        $sandbox.FailNext('100 at POST /users')
        { Invoke-Sync @{ Part = 0; PartCount = 1 } 2>$null } | Should -Throw '*code 100, HTTP 400*'
        Get-SentCount | Should -Be 199
        Test-Member 2 | Should -BeFalse
        Invoke-Sync
        Test-Member 2 | Should -BeTrue
    }

    It 'converges in the runs after a kill, although the list changes every time' {
        $slow = Start-MMSandbox -LatencyMs 40
        try {
            $slow | Connect-MMAccount
            $audience = New-Audience $slow
            $variables = @{ MM_ACCESS_TOKEN = ConvertFrom-Secret $slow.AccessToken; MM_AD_ACCOUNT_ID = $slow.AdAccountId; MM_PAGE_ID = $slow.PageId; MM_BASE_URI = "$($slow.BaseUri)" }
            $script = "`$WarningPreference = 'SilentlyContinue'; Import-Module '$(Get-StagedModule)'; Connect-MMAccount -FromEnvironment
                `$PSDefaultParameterValues = @{ '*-MMAudienceUser:BatchSize' = 10 }
                & '$examples/Sync-HashedList.ps1' -AudienceId $($audience.Id)"
            $next = 201
            foreach ($calls in 7, 2, 5, 3) {
                $before = $slow.RequestCount
                $process = [Diagnostics.Process]::Start((New-ScriptStartInfo $script $variables))
                while (-not $process.HasExited -and $slow.RequestCount -lt $before + $calls) { Start-Sleep -Milliseconds 5 }
                $process.HasExited | Should -BeFalse
                $process.Kill()
                $process.WaitForExit()
                Set-List "DELETE FROM customers WHERE id IN (SELECT id FROM customers ORDER BY md5(id || '$calls') LIMIT 25);
                    UPDATE customers SET phone = '+1303555' || lpad((id + $next)::text, 6, '0') WHERE id % 20 = $calls"
                Add-Person $next ($next + 29)
                $next += 30
            }

            # The lock ends with the psql of the process that was killed.
            $clock = [Diagnostics.Stopwatch]::StartNew()
            do { $failure = Get-Failure { Invoke-Sync } } while ("$failure" -match 'Another run' -and $clock.Elapsed.TotalSeconds -lt 30)
            $failure | Should -BeNullOrEmpty
            $on = [int[]](Invoke-Sql 'SELECT id FROM customers').id
            $audience.PeopleCount, (Get-SentCount) | Should -Be $on.Count, $on.Count
            Test-Member $on | Select-Object -Unique | Should -Be $true
        } finally {
            $sandbox | Connect-MMAccount
            Stop-MMSandbox $slow
        }
    }

    It 'is sent in parts by several machines, and the last rows wait for all removals' {
        Set-List "UPDATE customers SET phone = (SELECT phone FROM customers WHERE id = 1) WHERE id = 2"
        (Invoke-Sync @{ PlanOnly = $true; PartCount = 3 }).RowsToAdd | Should -Be 200
        foreach ($part in 0..2) { (Invoke-Sync @{ Part = $part; PartCount = 3 }).RowsOpen | Should -Be 0 }
        $audience.PeopleCount, $audience.RowsReceived, (Get-SentCount) | Should -Be 199, 200, 200
        $audience.Uploads.SessionId | Select-Object -Unique | Should -HaveCount 3
        $audience.Uploads.Rows | ForEach-Object { $_ | Should -BeGreaterThan 40 }

        Set-List 'DELETE FROM customers WHERE id = 1'
        Invoke-Sync @{ PlanOnly = $true; PartCount = 3 }
        $plan = Invoke-Sql "SELECT part, step FROM mm_change WHERE audience_id = '$($audience.Id)' ORDER BY step"
        $plan.step | Should -Be 'add_last', 'remove'
        # Sent by itself, the last row stays open until the removal was sent, in whatever part that is.
        Set-List "UPDATE mm_change SET part = CASE step WHEN 'remove' THEN 1 ELSE 0 END WHERE audience_id = '$($audience.Id)'"
        { Invoke-Sync @{ Part = 0; PartCount = 3; MaxWaitSec = 0 } } | Should -Throw '1 rows are not accepted yet*'
        (Invoke-Sync @{ Part = 1; PartCount = 3 }).RowsOpen | Should -Be 0
        Test-Member 2 | Should -BeFalse
        (Invoke-Sync @{ Part = 0; PartCount = 3 }).RowsOpen | Should -Be 0
        Test-Member 2 | Should -BeTrue
    }

    It 'refuses a number of parts that differs from the plan' {
        Invoke-Sync @{ PlanOnly = $true; PartCount = 3 }
        { Invoke-Sync @{ Part = 0; PartCount = 2 } } | Should -Throw 'The plan has more than 2 parts.*'
        { Invoke-Sync @{ Part = 3; PartCount = 3 } } | Should -Throw 'There is no part 3 of 3*'
    }

    It 'refuses a second run while one is running' {
        $holder = New-Object Diagnostics.ProcessStartInfo 'psql', '--quiet --no-psqlrc --tuples-only'
        $holder.UseShellExecute = $false
        $holder.RedirectStandardInput = $holder.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($holder)
        try {
            $process.StandardInput.WriteLine("SELECT pg_advisory_lock_shared(hashtext('mm_sync $($audience.Id)'), 0), 'locked';")
            $process.StandardOutput.ReadLine() | Should -Match 'locked'
            { Invoke-Sync } | Should -Throw 'Another run works on this audience*'
            (Invoke-Sync @{ Part = 0; PartCount = 1 }).RowsOpen | Should -Be 0
        } finally {
            $process.StandardInput.Close()
            $process.WaitForExit()
        }

        (Invoke-Sync).RowsToAdd | Should -Be 200
    }

    It 'counts and changes nothing with -WhatIf' {
        $calls = $sandbox.RequestCount
        (Invoke-Sync @{ WhatIf = $true }).RowsToAdd | Should -Be 200
        $sandbox.RequestCount | Should -Be $calls
        (Invoke-Sql "SELECT count(*) AS n FROM mm_change WHERE audience_id = '$($audience.Id)'").n | Should -Be 0
    }
}
