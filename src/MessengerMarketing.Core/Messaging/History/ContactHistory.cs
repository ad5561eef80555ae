using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using MessengerMarketing.Storage;
using MessengerMarketing.Text;

namespace MessengerMarketing.Messaging.History;

/// <summary>A file that records whom the Page contacted recently, so that nobody is contacted twice across runs. It contains salted hashes and times, and only
/// its owner has access. A contact is recorded before it takes place, because Meta may not reject a second one: after a crash, a person might not be contacted,
/// but is never contacted twice. A contact that did not take place is released. Not thread-safe.</summary>
internal sealed class ContactHistory : IDisposable
{
    private const int SaltBytes = 16;
    private const int KeyBytes = 16;
    private const long MinExpired = 10_000;
    private const string CompactedSuffix = ".new";

    private readonly RecordFile? _file;
    private readonly Dictionary<Guid, DateTimeOffset> _contacts;
    private readonly HMACSHA256? _hash;

    private ContactHistory(RecordFile? file, ContactHistoryContent content)
    {
        _file = file;
        _contacts = content.Contacts;
        _hash = content.Salt is null ? null : new HMACSHA256(Encoding.ASCII.GetBytes(content.Salt));
    }

    /// <summary>Whether other users had access to the file before it was opened.</summary>
    public bool WasOpenToOthers { get; private init; }

    /// <summary>Opens or creates a history, and locks it.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="since">Earlier contacts no longer count. When they are most of the file, they are removed from it.</param>
    /// <param name="operations">The file operations.</param>
    /// <exception cref="FileRefusedException">The path is not a history, or the file is in use or belongs to another user. It was not changed.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    public static ContactHistory Open(string path, DateTimeOffset since, IFileOperations operations)
    {
        RecordFile file = RecordFile.TryOpen(path, operations) ?? Recover(path, operations) ?? Create(path, [ContactHistoryLine.CreateHeader(NewSalt())], operations, suffix: null);
        try
        {
            var content = ContactHistoryContent.Read(file.Content, path, since);
            bool wasOpen = file.Restrict();
            file.DeleteLeftovers();
            Leftovers.Delete(file.Path + CompactedSuffix, operations);
            file.Truncate(content.Length);
            if (content.Salt is null)
            {
                // An empty file, such as one that was created to get the right permissions.
                content = content with { Salt = NewSalt() };
                Append(file, ContactHistoryLine.CreateHeader(content.Salt));
            }
            else if (content.Expired >= MinExpired && content.Expired > content.Contacts.Count)
            {
                file = Compact(file, content, operations);
            }

            return new ContactHistory(file, content) { WasOpenToOthers = wasOpen };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads a history without locking or changing it; it can be read only. A file that does not exist is an empty history.</summary>
    /// <inheritdoc cref="Open"/>
    public static ContactHistory Read(string path, DateTimeOffset since)
    {
        if (!FilePaths.CheckIsFile(path))
        {
            return new ContactHistory(null, new ContactHistoryContent(null, [], 0, 0));
        }

        using FileStream file = FilePaths.OpenRead(path);
        return new ContactHistory(null, ContactHistoryContent.Read(file, path, since));
    }

    /// <summary>Returns whether a contact is on record.</summary>
    /// <param name="contact">What identifies the contact, such as Page, person and title. It is only stored as a hash.</param>
    public bool Contains(string contact) => _hash is not null && _contacts.ContainsKey(KeyOf(contact));

    /// <summary>Records a contact before it takes place. When this method returns, the record is on the disk.</summary>
    /// <exception cref="IOException">It cannot be recorded, so the contact must not take place.</exception>
    public void Record(string contact, DateTimeOffset time)
    {
        Guid key = KeyOf(contact);
        Append(_file!, ContactHistoryLine.CreateContact(key, time));
        _contacts[key] = time;
    }

    /// <summary>Records that a contact did not take place.</summary>
    /// <exception cref="IOException">It cannot be recorded, so the contact stays on record.</exception>
    public void Release(string contact)
    {
        Guid key = KeyOf(contact);
        Append(_file!, ContactHistoryLine.CreateRelease(key));
        _contacts.Remove(key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        _hash?.Dispose();
    }

    // A compacted file has all that counts, and the history is deleted only when it is complete.
    private static RecordFile? Recover(string path, IFileOperations operations)
    {
        string name = FilePaths.Resolve(path);
        if (RecordFile.TryOpen(name + CompactedSuffix, operations) is not { } file)
        {
            return null;
        }

        try
        {
            ContactHistoryContent.Read(file.Content, name + CompactedSuffix, DateTimeOffset.MinValue);
            file.MoveTo(name);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private static RecordFile Create(string path, IEnumerable<byte[]> lines, IFileOperations operations, string? suffix)
    {
        using var all = new MemoryStream();
        foreach (byte[] line in lines)
        {
            all.Write(line, 0, line.Length);
        }

        return RecordFiles.Create(FilePaths.Resolve(path) + suffix, file => file.Append(all), operations);
    }

    private static RecordFile Compact(RecordFile file, ContactHistoryContent content, IFileOperations operations)
    {
        string path = file.Path;
        if (File.Exists(path + CompactedSuffix))
        {
            // Of an earlier attempt, which ended before the history was deleted.
            using var old = RecordFile.TryOpen(path + CompactedSuffix, operations);
            if (old is not null)
            {
                ContactHistoryContent.Read(old.Content, old.Path, DateTimeOffset.MinValue);
                old.Delete();
            }
        }

        RecordFile compacted = Create(path, CreateLines(content), operations, CompactedSuffix);
        try
        {
            file.Delete();
            compacted.MoveTo(path);
            file.Dispose();
            return compacted;
        }
        catch
        {
            compacted.Dispose();
            throw;
        }
    }

    private static IEnumerable<byte[]> CreateLines(ContactHistoryContent content)
    {
        yield return ContactHistoryLine.CreateHeader(content.Salt!);
        foreach (KeyValuePair<Guid, DateTimeOffset> contact in content.Contacts)
        {
            yield return ContactHistoryLine.CreateContact(contact.Key, contact.Value);
        }
    }

    private static void Append(RecordFile file, byte[] line)
    {
        using var records = new MemoryStream(line, 0, line.Length, writable: false, publiclyVisible: true);
        file.Append(records);
    }

    private static string NewSalt()
    {
        byte[] salt = new byte[SaltBytes];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return Hex.FromBytes(salt);
    }

    private Guid KeyOf(string contact)
    {
        byte[] key = new byte[KeyBytes];
        Array.Copy(_hash!.ComputeHash(Encoding.UTF8.GetBytes(contact)), key, KeyBytes);
        return new Guid(key);
    }
}
