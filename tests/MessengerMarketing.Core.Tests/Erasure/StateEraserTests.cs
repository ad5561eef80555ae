using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MessengerMarketing.Customers.Filters;
using MessengerMarketing.Erasure;
using MessengerMarketing.Storage;
using MessengerMarketing.Tests.Storage;
using MessengerMarketing.Tests.Uploads.Sync;
using MessengerMarketing.Uploads;
using MessengerMarketing.Uploads.Sync;
using Xunit;

namespace MessengerMarketing.Tests.Erasure;

/// <summary>What becomes of the states of syncs when people are erased.</summary>
public sealed class StateEraserTests : IDisposable
{
    private const string AdAccount = "1";

    private readonly SyncFolder _sync = new();

    public void Dispose() => _sync.Dispose();

    [Fact]
    public async Task Erased_people_leave_the_state_once_all_of_their_identifiers_are_erased()
    {
        await _sync.RunAsync(People(1, 20));

        Assert.Equal(new SyncStateRemovalResult(3, 2), Remove([ByEmail(3), ByPhone(7), ByEmail(99), Erased(12)]));
        Assert.Equal(19, SyncStateRecord.Read(_sync.StatePath).People);

        Assert.Equal(new SyncStateRemovalResult(2, 0), Remove([ByPhone(3), ByEmail(7)]));
        Assert.Equal(17, SyncStateRecord.Read(_sync.StatePath).People);
        Assert.Equal(["list.state"], _sync.Files);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unspecified_phone_number_is_removed_by_the_next_sync(bool isOnList)
    {
        await _sync.RunAsync(People(1, 20));
        Remove([ByEmail(3)]);
        _sync.OptOut("person3@example.com");

        SyncResult result = await _sync.RunAsync([.. People(1, 20).Where(person => isOnList || person != SyncFolder.Person(3))]);

        Assert.Equal(1, result.Summary.Removed + result.Summary.OptedOut);
        Assert.Equal(SyncFolder.Expect(People(1, 20).Where(static person => person != SyncFolder.Person(3))), _sync.Audience.Identifiers);
        Assert.Equal(19, result.Summary.People);
    }

    [Fact]
    public async Task A_person_who_shares_an_erased_phone_number_is_removed_too_if_the_number_is_suppressed()
    {
        Customer[] list = [.. People(1, 20), SyncFolder.Person(30) with { Phone = SyncFolder.Person(3).Phone }];
        await _sync.RunAsync(list);
        Remove([Erased(3)]);
        File.WriteAllLines(_sync.SuppressPath, ["Email,Phone", $"{SyncFolder.Person(3).Email},+{SyncFolder.Person(3).Phone}"]);

        await _sync.RunAsync(list);

        Assert.Equal(SyncFolder.Expect(People(1, 20).Where(static person => person != SyncFolder.Person(3))), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_person_who_shares_an_erased_phone_number_is_sent_again_otherwise()
    {
        Customer[] list = [.. People(1, 20), SyncFolder.Person(30) with { Phone = SyncFolder.Person(3).Phone }];
        await _sync.RunAsync(list);
        Remove([Erased(3)]);
        _sync.OptOut("person3@example.com");

        await _sync.RunAsync(list);

        Assert.Equal(SyncFolder.Expect(list.Where(static person => person != SyncFolder.Person(3))), _sync.Audience.Identifiers);
    }

    [Fact]
    public async Task A_sync_with_the_suppression_list_has_nothing_to_do_for_them()
    {
        await _sync.RunAsync(People(1, 20));
        Remove([Erased(3)]);
        _sync.OptOut("person3@example.com");
        _sync.Audience.Forget();

        SyncResult result = await _sync.RunAsync(People(1, 20));

        Assert.Equal((0, 0, 19), (result.Summary.Added, result.Summary.Removed, result.Summary.People));
        Assert.Empty(_sync.Audience.Rows);
    }

    [Fact]
    public async Task A_sync_without_the_suppression_list_adds_them_again()
    {
        await _sync.RunAsync(People(1, 20));
        Remove([Erased(3)]);
        _sync.Audience.Forget();

        Assert.Equal(1, (await _sync.RunAsync(People(1, 20))).Summary.Added);
    }

    [Fact]
    public async Task A_state_in_use_is_reported_and_changed_with_the_next_batch()
    {
        await _sync.RunAsync(People(1, 20));
        byte[] before = File.ReadAllBytes(_sync.StatePath);
        var eraser = new StateEraser([_sync.StatePath], AdAccount);
        var errors = new List<StateError>();
        SyncIdentity identity;
        using (SyncStateFile file = SyncStateFile.TryOpen(_sync.StatePath, restrict: false)!)
        {
            identity = file.Header.Identity;
        }

        using (SyncState.Open(_sync.StatePath, identity, allowsOtherOptions: true, FileOperations.Instance))
        {
            Assert.Null(eraser.Check());
            Assert.Equal(0, eraser.Remove([Erased(3)], errors).Found);
        }

        Assert.Equal(FileProblem.InUse, Assert.IsType<FileRefusedException>(Assert.Single(errors).Exception).Problem);
        Assert.Equal(before, File.ReadAllBytes(_sync.StatePath));

        errors.Clear();
        Assert.Equal(new SyncStateRemovalResult(2, 0), eraser.Remove([Erased(4)], errors));
        Assert.Empty(errors);
    }

    [Fact]
    public async Task A_state_of_another_ad_account_is_refused_and_the_others_are_changed()
    {
        await _sync.RunAsync(People(1, 20));
        string missing = _sync.StatePath + ".none";

        Assert.Equal(SyncStateProblem.OtherAudience, Assert.IsType<SyncStateException>(new StateEraser([_sync.StatePath], "5").Check()!.Exception).Problem);

        var errors = new List<StateError>();
        Assert.Equal(1, new StateEraser([missing, _sync.StatePath], AdAccount).Remove([ByEmail(3)], errors).Found);
        Assert.IsType<FileNotFoundException>(Assert.Single(errors).Exception);
    }

    [Fact]
    public async Task A_crash_at_any_step_loses_nobody_who_stays_and_the_next_sync_completes()
    {
        await _sync.RunAsync(People(1, 20));
        byte[] before = File.ReadAllBytes(_sync.StatePath);
        _sync.OptOut("person3@example.com");
        int crashes = 0;
        for (int step = 1; Crashes(step); step++, crashes++)
        {
            _sync.Audience.Forget();
            SyncResult next = await _sync.RunAsync(People(1, 20));
            Assert.Null(next.Error);
            Assert.Equal((0, 19), (next.Summary.Added, next.Summary.People));
            Assert.DoesNotContain(_sync.Audience.Rows, static row => row.Action != UploadAction.Remove);
            File.WriteAllBytes(_sync.StatePath, before);
        }

        Assert.InRange(crashes, 3, 100);
    }

    private bool Crashes(int step)
    {
        var emails = new HashSet<PersonHash> { PersonHash.Read(Encoding.ASCII.GetBytes(ByEmail(3).Email!)) };
        try
        {
            SyncStateRemoval.Remove(_sync.StatePath, AdAccount, emails, new HashSet<PersonHash>(), new CrashingFileOperations(crashAt: step, part: 0));
            return false;
        }
        catch (Exception exception) when (exception is IOException or SyncStateException)
        {
            return true;
        }
    }

    /// <summary>Erases people from the audience, as Meta does, and from the state.</summary>
    private SyncStateRemovalResult Remove(HashedPerson[] people)
    {
        _sync.Audience.Erase(people.SelectMany(static person => new[] { person.Email, person.Phone }).OfType<string>());
        var errors = new List<StateError>();
        SyncStateRemovalResult result = new StateEraser([_sync.StatePath], AdAccount).Remove(people, errors);
        Assert.Empty(errors);
        return result;
    }

    private static HashedPerson Erased(int number) => new(AudienceModel.Hash(SyncFolder.Person(number).Email), AudienceModel.Hash(SyncFolder.Person(number).Phone));

    private static HashedPerson ByEmail(int number) => new(AudienceModel.Hash(SyncFolder.Person(number).Email), null);

    private static HashedPerson ByPhone(int number) => new(null, AudienceModel.Hash(SyncFolder.Person(number).Phone));

    private static Customer[] People(int first, int last) => [.. Enumerable.Range(first, last - first + 1).Select(SyncFolder.Person)];
}
