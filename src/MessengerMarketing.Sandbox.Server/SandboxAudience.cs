using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox;

/// <summary>A custom audience of a sandbox. It shows the present state; reading it while uploads run is safe.</summary>
public sealed class SandboxAudience
{
    private readonly object _gate = new();
    private readonly PeopleSet _people = new();
    private readonly Arrivals _arrivals = new();
    private readonly RowLedger _rows = new();
    private readonly AdAccount _account;
    private string? _dataSource;
    private int _operationStatus = 200;
    private long _rowsReceived;
    private long _rowsInvalid;

    internal SandboxAudience(AdAccount account, long id, string name, string description, DateTimeOffset created)
    {
        _account = account;
        Order = id;
        Id = id.ToString(CultureInfo.InvariantCulture);
        Name = name;
        Description = description;
        Created = created;
        ContentUpdated = created;
    }

    /// <summary>Id, digits.</summary>
    public string Id { get; }

    /// <summary>Name it was created with.</summary>
    public string Name { get; }

    /// <summary>Description it was created with.</summary>
    public string Description { get; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When people were last added or removed, UTC.</summary>
    public DateTimeOffset ContentUpdated { get; private set; }

    /// <summary>
    /// Code of <c>operation_status</c>: 200 is normal. At 471, restricted, uploads and removals end in error 100/1713230;
    /// set it to see how a script takes that.
    /// </summary>
    public int OperationStatus
    {
        get => Read(() => _operationStatus);
        set
        {
            lock (_gate)
            {
                _operationStatus = value;
            }
        }
    }

    /// <summary>Distinct people who are members now.</summary>
    public int PeopleCount => Read(() => _people.Count);

    /// <summary>Members that match a Facebook account.</summary>
    public int MatchedCount => Read(() => _people.Matched);

    /// <summary>Rows of all accepted uploads, removals not counted; a row sent twice counts twice.</summary>
    public long RowsReceived => Read(() => _rowsReceived);

    /// <summary>Rows of accepted uploads that were answered as invalid entries.</summary>
    public long RowsInvalid => Read(() => _rowsInvalid);

    /// <summary>Accepted uploads, removals not counted.</summary>
    public long Batches => Read(() => _rows.Count);

    /// <summary>
    /// Rows of accepted uploads that named somebody whom an earlier row had named already, by any identifier, in the same upload or before.
    /// A list without duplicates has arrived exactly once when this is 0, <see cref="RowsInvalid"/> is 0, <see cref="RowsReceived"/> is the list's length and
    /// <see cref="Contains"/> is true of every row.
    /// </summary>
    public long RowsRepeated => Read(() => _rows.Repeated);

    /// <summary>The accepted uploads, oldest first, removals not counted: session, number in it, rows.</summary>
    public IReadOnlyList<SandboxBatch> Uploads => Read(() => _rows.Batches);

    /// <summary>The keys that were uploaded, in the order in which they first came, removals not counted.</summary>
    public IReadOnlyList<string> Keys => Read(() => _rows.Keys);

    /// <summary>Whether somebody is a member.</summary>
    /// <param name="person">
    /// A row of the list, an email address, a phone number that begins with + and the country code, or a SHA-256 hash of one of these. An id
    /// that is uploaded as it is, such as an EXTERN_ID, is accepted once ids were uploaded. Values are normalized and hashed as in an upload.
    /// </param>
    /// <returns>True when any identifier of the person is one of a member.</returns>
    /// <exception cref="ArgumentException">It cannot be compared with an upload, so nobody would ever be found.</exception>
    public bool Contains(object person) => Find(person).Any(key => Read(() => _people.Contains(key)));

    /// <summary>The accepted uploads that held somebody, oldest first, with an upload as often as it named the person. Takes time with the number of uploads.</summary>
    /// <param name="person">What <see cref="Contains"/> accepts.</param>
    /// <returns>The uploads; none for somebody unknown.</returns>
    /// <exception cref="ArgumentException">It cannot be compared with an upload.</exception>
    public IReadOnlyList<SandboxBatch> UploadsOf(object person)
    {
        ulong[] identifiers = [.. Find(person)];
        return Read(() => identifiers.Select(_people.NumberOf).Where(static number => number >= 0).Take(1).SelectMany(_rows.GetUploads).ToArray());
    }

    /// <summary>The id as a number: later audiences have larger ones.</summary>
    internal long Order { get; }

    /// <summary>Whether enough people match for their tokens to be handed out. Source: the seed document.</summary>
    internal bool HandsOutTokens => MatchedCount >= 100;

    /// <summary>Members that match, from a number on, with the second in which each of them came.</summary>
    internal IReadOnlyList<(MatchedPerson Person, long Since)> MatchedFrom(int first, int max) =>
        Read(() => _people.MatchedFrom(first, max).ConvertAll(person => (person, _arrivals.GetSecond(person.Number))));

    /// <summary>Whether the person with this identifier matches, and is a member if that is asked.</summary>
    internal bool Matches(ulong identifier, bool asMember) => Read(() => _people.Matches(identifier, asMember));

    /// <summary>The identifier that stands for the person who has this one; 0 for somebody unknown.</summary>
    internal ulong KeyOf(ulong identifier) => Read(() => _people.KeyOf(identifier));

    /// <summary>Adds or removes the people of one batch, wholly or not at all.</summary>
    internal UploadOutcome Apply(UploadPayload payload, UploadSessionParameter? parameter, bool isRemoval, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_operationStatus == 471)
            {
                throw GraphErrors.UploadBlocked();
            }

            if (_dataSource is not null && !string.Equals(_dataSource, payload.Schema.DataSource, StringComparison.Ordinal))
            {
                throw GraphErrors.DataSourceDiffers(_dataSource, payload.Schema.DataSource);
            }

            UploadSession? session = parameter is null ? null : _account.Sessions.Enter(parameter, this, isRemoval, now);
            _dataSource = payload.Schema.DataSource;
            ContentUpdated = now;
            int matched = isRemoval ? Remove(payload) : Add(payload, parameter, now);
            _arrivals.Note(_people.Known, now);
            if (session is null || parameter is null)
            {
                return new UploadOutcome(_account.Sessions.ServerMadeId, payload.Rows, payload.InvalidRows);
            }

            session.Received += payload.Rows;
            session.Invalid += payload.InvalidRows;
            session.Matched += matched;
            session.Batches = parameter.BatchSequence;
            session.Ended = parameter.IsLastBatch ? now : null;
            return new UploadOutcome(session.Id, session.Received, session.Invalid);
        }
    }

    /// <summary>Reads several values that belong together.</summary>
    internal T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private int Add(UploadPayload payload, UploadSessionParameter? parameter, DateTimeOffset now)
    {
        int matched = 0;
        for (int i = 0; i < payload.ValidRows; i++)
        {
            int known = _people.Known;
            int person = _people.Add(payload.IdentifiersOf(i), _account.MatchRate);
            _rows.Note(person, isRepeated: person < known);
            matched += _people.IsMatching(person) ? 1 : 0;
        }

        _rowsReceived += payload.Rows;
        _rowsInvalid += payload.InvalidRows;
        _rows.Close(new SandboxBatch(parameter?.Id, parameter?.BatchSequence, payload.Rows, payload.InvalidRows, 0, now) { Keys = payload.Schema.Keys });
        return matched;
    }

    // Nobody is matched by being removed.
    private int Remove(UploadPayload payload)
    {
        for (int i = 0; i < payload.ValidRows; i++)
        {
            _people.Remove(payload.IdentifiersOf(i));
        }

        return 0;
    }

    private IEnumerable<ulong> Find(object person) =>
        new PersonIdentifiers(_account.Options.ReadRow, Keys).Read(person).Select(static text => CellIdentifier.FromBytes(Encoding.UTF8.GetBytes(text)));
}
