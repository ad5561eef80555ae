BeforeDiscovery {
    $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..")
    $scripts = @(Get-ChildItem -Path $root -Filter *.ps1 -File) + @(Get-ChildItem -Path "$root/module", "$root/tools/reproduce", "$root/tools/recording", $PSScriptRoot -File | Where-Object Extension -In '.ps1', '.psm1') +
        @(Get-ChildItem -Path "$root/examples" -File -Recurse -Filter *.ps1) |
        ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
    $shipped = @(Get-ChildItem -Path "$root/module" -File | Where-Object Extension -In '.psm1', '.ps1xml') + (Get-Item "$root/MessengerMarketing.psd1") |
        ForEach-Object { @{ Name = $_.Name; Path = $_.FullName } }
}

BeforeAll { $root = [IO.Path]::GetFullPath("$PSScriptRoot/../..") }

Describe 'build.ps1' {
    BeforeAll {
        $command = Get-Command "$root/build.ps1"
        $source = Get-Content "$root/build.ps1" -Raw
    }

    It 'has the tasks Build, Test, Demo, Package and Reproduce, for either configuration' {
        $command.Parameters['Task'].Attributes.ValidValues | Where-Object { $_ } | Should -Be 'Build', 'Test', 'Demo', 'Package', 'Reproduce'
        $command.Parameters['Configuration'].Attributes.ValidValues | Where-Object { $_ } | Should -Be 'Debug', 'Release'
    }

    It 'refuses another task' {
        { & "$root/build.ps1" -Task Nonsense } | Should -Throw
    }

    It 'calls targets and projects that there are' {
        foreach ($target in [regex]::Matches($source, '--target:(\w+)')) {
            (Get-Content "$root/module/MessengerMarketing.Module.csproj", "$root/module/Package.targets") -join "`n" | Should -Match "<Target Name=`"$($target.Groups[1].Value)`""
        }
        foreach ($path in [regex]::Matches($source, "PSScriptRoot '([^']+)'")) {
            Test-Path -LiteralPath "$root/$($path.Groups[1].Value)" | Should -BeTrue -Because $path.Groups[1].Value
        }
    }
}

Describe '<Name>' -ForEach $scripts {
    It 'can be parsed' {
        $errors = $null
        [void][Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
    }

    It 'is read alike by Windows PowerShell, which takes a file without a byte order mark for ANSI' {
        Get-Content -LiteralPath $Path -Raw | Should -Not -Match '[^\x00-\x7F]'
    }
}

Describe '<Name>' -ForEach $shipped {
    It 'is plain ASCII' {
        Get-Content -LiteralPath $Path -Raw | Should -Not -Match '[^\x00-\x7F]'
    }
}
