# Lists in the objects that cmdlets write: PowerShell can index them, as in $receipt.InvalidSamples[0].

BeforeAll {
    Import-Module "$PSScriptRoot/Shared.psm1" -Force
    Import-StagedModule

    # Every property of an output type, or of an object in it, that is a list.
    function Get-ListProperty([type[]] $Type) {
        $seen = [System.Collections.Generic.HashSet[type]]::new()
        $queue = [System.Collections.Generic.Queue[type]]::new($Type)
        while ($queue.Count -gt 0) {
            $next = $queue.Dequeue()
            if ($next.Namespace -notlike 'MessengerMarketing*' -or -not $seen.Add($next)) { continue }
            foreach ($property in $next.GetProperties()) {
                if ($property.PropertyType.Name -match '^IReadOnly(List|Collection)`1$') {
                    [pscustomobject]@{ Type = $next; Name = $property.Name }
                    $property.PropertyType.GetGenericArguments() | ForEach-Object { $queue.Enqueue($_) }
                }
                else {
                    $queue.Enqueue($property.PropertyType)
                }
            }
        }
    }

    $properties = @(Get-ListProperty @((Get-Command -Module MessengerMarketing -CommandType Cmdlet).OutputType.Type | Where-Object { $_ }))

    $sandbox = Connect-Sandbox
    $row = [pscustomobject]@{ Email = 'person@example.com'; Phone = '+1 202 555 0101' }
    $audience = New-MMCustomAudience -Name 'Lists' -Description 'Synthetic'
    $written = @(
        $sandbox
        $row | Test-MMCustomerList
        $row | Add-MMAudienceUser -AudienceId $audience.Id
        $row | Add-MMAudienceUser -AudienceId $audience.Id -Summary
        $sandbox.Audiences
        $sandbox.Audiences.Uploads
        Get-MMAudience -Id $audience.Id
        $row | Sync-MMAudienceUser -AudienceId $audience.Id -StatePath "$TestDrive/list.state" -Summary
        Get-MMAudienceUpload -StatePath "$TestDrive/list.state"
        $row | Remove-MMPerson -SuppressPath "$TestDrive/optouts.csv" -Confirm:$false
    )
}

AfterAll { Stop-MMSandbox }

Describe 'Lists in output objects' {
    It 'exist in several types' {
        $properties.Count | Should -BeGreaterThan 15
    }

    It 'can be indexed' {
        $checked = foreach ($object in $written) {
            foreach ($property in $properties | Where-Object Type -EQ $object.GetType()) {
                $list = $object.($property.Name)
                $type = $object.GetType().GetProperty($property.Name).GetValue($object).GetType()
                $type.IsArray -or $type.GetProperty('Item') | Should -BeTrue -Because "$($property.Type.Name).$($property.Name) is a $type"
                if ($list.Count -gt 0) { $list[0] | Should -Be @($list | ForEach-Object { $_ })[0] }
                "$($property.Type.Name).$($property.Name)"
            }
        }

        # These are made of responses of Meta, and have a list class of the module.
        $readable = 'SubscriptionToken.AudienceIds', 'WebhookSubscription.Fields'
        $properties | ForEach-Object { "$($_.Type.Name).$($_.Name)" } | Where-Object { $_ -notin $checked -and $_ -notin $readable } | Should -BeNullOrEmpty
    }
}
