BeforeDiscovery {
    $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $scripts = @(Get-ChildItem -Path $root -Filter *.ps1 -File) + @(Get-ChildItem -Path "$root/module", "$root/tools/reproduce", "$root/tools/prove", "$root/benchmarks", "$root/tools/recording", "$root/tools/versions", $PSScriptRoot -File | Where-Object Extension -In '.ps1', '.psm1') +
        @(Get-ChildItem -Path "$root/examples" -File -Recurse -Filter *.ps1) |
        ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
    $shipped = @(Get-ChildItem -Path "$root/module" -File | Where-Object Extension -In '.psm1', '.ps1xml') + (Get-Item "$root/MessengerMarketing.psd1") |
        ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll { $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..") }

Describe 'build.ps1' {
    BeforeAll {
        # In place of the program: notes what it is called with.
        function global:dotnet {
            $global:DotNetArguments = $args
            $global:LASTEXITCODE = $global:DotNetExitCode
        }
    }

    BeforeEach {
        $global:DotNetArguments = $null
        $global:DotNetExitCode = 0
    }

    AfterAll {
        Remove-Item -Path Function:/dotnet, Variable:/DotNetArguments, Variable:/DotNetExitCode
    }

    It '-Task <Task> runs dotnet <Verb> on an existing project' -ForEach @(
        @{ Task = 'Build'; Verb = 'build' }
        @{ Task = 'Test'; Verb = 'test' }
        @{ Task = 'Demo'; Verb = 'run' }
        @{ Task = 'Package'; Verb = 'pack' }
    ) {
        & "$root/build.ps1" -Task $Task -Configuration Debug
        $DotNetArguments[0] | Should -Be $Verb
        $DotNetArguments -join ' ' | Should -BeLike '*--configuration Debug'
        $DotNetArguments | Where-Object { "$_" -like "$root*" -and (Test-Path -LiteralPath $_) } | Should -HaveCount 1
    }

    It 'builds if no task is specified' {
        & "$root/build.ps1"
        $DotNetArguments[0] | Should -Be 'build'
    }

    It 'fails when dotnet fails' {
        $global:DotNetExitCode = 3
        { & "$root/build.ps1" } | Should -Throw 'The task Build failed with exit code 3.'
    }

    It 'refuses another task' {
        { & "$root/build.ps1" -Task Nonsense } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
        $DotNetArguments | Should -BeNullOrEmpty
    }
}

Describe 'Test-DefaultVersion.ps1' {
    BeforeAll {
        $check = "$root/tools/versions/Test-DefaultVersion.ps1"
        $table = "$TestDrive/versions.tsv"
        "# name`treleased`n" + "v31.0`t2030-02-01`t-`t-`t-`nv30.0`t2029-10-01`t2031-10-01`t2030-09-01`tdefault" | Set-Content -LiteralPath $table
    }

    It 'passes for the table that ships, while the default has no announced end' {
        & $check -Date 2026-11-29 | Should -Be 'The default version v26.0 has no announced end.'
    }

    It 'passes until 90 days are left and fails from then on' {
        & $check -Path $table -Date 2030-06-03 | Should -Be 'The default version v30.0 ends on 2030-09-01, in 90 days.'
        { & $check -Path $table -Date 2030-06-04 } | Should -Throw 'The default version v30.0 ends on 2030-09-01, in 89 days.*'
    }

    It 'fails for a table without a default' {
        'v30.0' + "`t2029-10-01`t-`t-`t-" | Set-Content -LiteralPath "$TestDrive/none.tsv"
        { & $check -Path "$TestDrive/none.tsv" } | Should -Throw 'The table must have one default version, and has 0.'
    }
}

Describe 'Copy-Repository' -Skip:(-not (Get-Command git -ErrorAction Ignore)) {
    It 'clones a commit that no branch names without a note' {
        Import-Module "$root/tools/prove/Proof.psm1"
        $repository = "$TestDrive/repository"
        git init --quiet $repository
        foreach ($message in 'first', 'second') {
            git -C $repository -c user.name=Ann -c user.email=ann@example.com commit --quiet --allow-empty -m $message
        }
        git -C $repository checkout --quiet --detach HEAD~1

        Copy-Repository -Root $repository -Path "$TestDrive/copy" 2>&1 | Should -BeNullOrEmpty

        git -C "$TestDrive/copy" log -1 --format=%s | Should -Be 'first'
    }
}

Describe 'Invoke-Peer' {
    BeforeAll {
        Import-Module "$root/tools/prove/Proof.psm1"
        $null = New-Item -ItemType Directory -Force -Path "$TestDrive/benchmarks"

        # A replacement for the measurement. It writes the parts that it is called with, and a ratio of 1 or 2 for each.
        function Set-Measurement([string] $Ratio) {
            Set-Content -LiteralPath "$TestDrive/benchmarks/Measure-Peers.ps1" -Value @"
param([string[]] `$Part = @('Sync', 'Webhooks'))
Add-Content -LiteralPath '$TestDrive/calls.txt' -Value (`$Part -join ',')
`$attempt = @(Get-Content -LiteralPath '$TestDrive/calls.txt').Count
foreach (`$name in `$Part) {
    `$ratio = $Ratio
    [pscustomobject]@{ Part = `$name; Name = "`$name ratio"; Ratio = `$ratio; Recorded = 2; Result = if (`$ratio -lt 1.7) { 'failed' } else { 'passed' } }
}
"@
        }
    }

    BeforeEach { Remove-Item -LiteralPath "$TestDrive/calls.txt" -ErrorAction Ignore }

    It 'measures once when no ratio is too low' {
        Set-Measurement '2'
        (Invoke-Peer -Root $TestDrive 6>$null).Result | Should -Be 'passed', 'passed'
        Get-Content -LiteralPath "$TestDrive/calls.txt" | Should -Be 'Sync,Webhooks'
    }

    It 'measures only the part again whose ratio is too low' {
        Set-Measurement 'if ($name -eq "Webhooks" -and $attempt -lt 3) { 1 } else { 2 }'
        (Invoke-Peer -Root $TestDrive 6>$null).Result | Should -Be 'passed', 'passed'
        Get-Content -LiteralPath "$TestDrive/calls.txt" | Should -Be 'Sync,Webhooks', 'Webhooks', 'Webhooks'
    }

    It 'fails after three attempts' {
        Set-Measurement 'if ($name -eq "Sync") { 1 } else { 2 }'
        $results = Invoke-Peer -Root $TestDrive 6>$null
        ($results | Where-Object Result -EQ 'failed').Name | Should -Be 'Sync ratio'
        Get-Content -LiteralPath "$TestDrive/calls.txt" | Should -Be 'Sync,Webhooks', 'Sync', 'Sync'
    }
}

Describe '<Name>' -ForEach $scripts {
    It 'can be parsed' {
        $errors = $null
        [void][Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
    }

    It 'declares the error that it expects' {
        $ast = [Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$null)
        $assertions = $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] -and $args[0].GetCommandName() -eq 'Should' }, $true) | Where-Object { "$_" -match ' -Throw' -and "$_" -notmatch ' -Not ' }
        $assertions | Where-Object { $_.CommandElements.Count -lt 3 } | ForEach-Object { "line $($_.Extent.StartLineNumber): $_" } | Should -BeNullOrEmpty
    }

    It 'is read correctly by Windows PowerShell, which assumes ANSI without a byte order mark' {
        Get-Content -LiteralPath $Path -Raw | Should -Not -Match '[^\x00-\x7F]'
    }
}

Describe '<Name>' -ForEach $shipped {
    It 'is plain ASCII' {
        Get-Content -LiteralPath $Path -Raw | Should -Not -Match '[^\x00-\x7F]'
    }
}
