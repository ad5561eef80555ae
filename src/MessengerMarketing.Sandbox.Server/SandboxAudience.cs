using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using MessengerMarketing.Sandbox.Errors;
using MessengerMarketing.Sandbox.State;
using MessengerMarketing.Sandbox.Uploads;

namespace MessengerMarketing.Sandbox;

/// <summary>A custom audience of a sandbox. It shows the current state. It can be read while uploads are running.</summary>
public sealed class SandboxAudience
{
    private readonly object _gate = new();
    private readonly PeopleSet _people = new();
    private readonly Arrivals _arrivals = new();
    private readonly RowLedger _rows = new();
    private readonly AdAccount _account;
    private string _name;
    private string _description;
    private string? _dataSource;
    private UploadSession? _replacement;
    private int _operationStatus = 200;
    private long _rowsReceived;
    private long _rowsInvalid;

    internal SandboxAudience(AdAccount account, long id, string name, string description, DateTimeOffset created)
    {
        _account = account;
        Order = id;
        Id = id.ToString(CultureInfo.InvariantCulture);
        _name = name;
        _description = description;
        Created = created;
        Updated = created;
        ContentUpdated = created;
    }

    /// <summary>The id, digits.</summary>
    public string Id { get; }

    /// <summary>The name.</summary>
    public string Name => Read(() => _name);

    /// <summary>The description.</summary>
    public string Description => Read(() => _description);

    /// <summary>The labels, such as <c>RECENT_PURCHASERS</c>.</summary>
    public IReadOnlyList<string> Labels { get; private set; } = [];

    /// <summary>The URL of a page where people can opt out; null for none.</summary>
    public string? OptOutLink { get; private set; }

    /// <summary>
    /// Fields that Meta would object to, such as <c>name</c>: <c>fields_violating_integrity_policy</c> of an audience with
    /// <see cref="OperationStatus"/> 471.
    /// </summary>
    public string[] ViolatingFields { get; set; } = [];

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset Updated { get; private set; }

    /// <summary>When people were last added or removed, UTC.</summary>
    public DateTimeOffset ContentUpdated { get; private set; }

    /// <summary>
    /// Code of <c>operation_status</c>: 200 is normal. With 471 (restricted), uploads and removals fail with error 100/1713230, and changes with
    /// 100/1713228. With 100, the audience has a <c>delete_time</c>. Set it to test how a script handles the error.
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

    /// <summary>Number of people below which a removal is rejected with error 200/1870047. Each row is counted as a person. 0 means no limit. Meta does not
    /// document its own limit.</summary>
    public int MinPeople { get; set; }

    /// <summary>Number of distinct people who are members.</summary>
    public int PeopleCount => Read(() => _people.Count);

    /// <summary>Number of members that match a Facebook account.</summary>
    public int MatchedCount => Read(() => _people.Matched);

    /// <summary>Number of rows of all accepted uploads, without removals. A row that was sent twice is counted twice.</summary>
    public long RowsReceived => Read(() => _rowsReceived);

    /// <summary>Number of rows of accepted uploads that were reported as invalid.</summary>
    public long RowsInvalid => Read(() => _rowsInvalid);

    /// <summary>Number of accepted uploads, without removals.</summary>
    public long Batches => Read(() => _rows.Count);

    /// <summary>
    /// Number of rows of accepted uploads with a person who was already in an earlier row, by any identifier, in the same or an earlier upload.
    /// A list without duplicates arrived exactly once when this is 0, <see cref="RowsInvalid"/> is 0, <see cref="RowsReceived"/> is the number
    /// of rows in the list, and <see cref="Contains"/> is true for each row.
    /// </summary>
    public long RowsRepeated => Read(() => _rows.Repeated);

    /// <summary>The accepted uploads, oldest first, without removals.</summary>
    public IReadOnlyList<SandboxBatch> Uploads => Read(() => _rows.Batches);

    /// <summary>The uploaded keys, in the order of their first upload, without removals.</summary>
    public IReadOnlyList<string> Keys => Read(() => _rows.Keys);

    /// <summary>Returns whether a person is a member.</summary>
    /// <param name="person">
    /// A row of the list, an email address, a phone number that starts with + and the country calling code, or the SHA-256 hash of one of
    /// these. An id that is uploaded unchanged, such as an EXTERN_ID, is accepted when ids were uploaded. Values are normalized and hashed as
    /// in an upload.
    /// </param>
    /// <returns>True when any identifier of the person belongs to a member.</returns>
    /// <exception cref="ArgumentException">The value cannot be compared with an upload, so no one would ever be found.</exception>
    public bool Contains(object person) => Find(person).Any(key => Read(() => _people.Contains(key)));

    /// <summary>Returns the accepted uploads that contain a person, oldest first, with one entry per row of the person. The time grows with the number of uploads.</summary>
    /// <param name="person">A value that <see cref="Contains"/> accepts.</param>
    /// <returns>The uploads; empty when the person is not known.</returns>
    /// <exception cref="ArgumentException">The value cannot be compared with an upload.</exception>
    public IReadOnlyList<SandboxBatch> UploadsOf(object person)
    {
        ulong[] identifiers = [.. Find(person)];
        return Read(() => identifiers.Select(_people.NumberOf).Where(static number => number >= 0).Take(1).SelectMany(_rows.GetUploads).ToArray());
    }

    /// <summary>The id as a number. Later audiences have larger ids.</summary>
    internal long Order { get; }

    /// <summary>Whether enough people match for the API to return their tokens. Source: Meta's guide.</summary>
    internal bool HandsOutTokens => MatchedCount >= 100;

    /// <summary>Returns members that match, from a number on, with the second in which each of them was added.</summary>
    internal IReadOnlyList<(MatchedPerson Person, long Since)> MatchedFrom(int first, int max) =>
        Read(() => _people.MatchedFrom(first, max).ConvertAll(person => (person, _arrivals.GetSecond(person.Number))));

    /// <summary>Returns whether the person with this identifier matches and, optionally, is a member.</summary>
    internal bool Matches(ulong identifier, bool asMember) => Read(() => _people.Matches(identifier, asMember));

    /// <summary>Returns the key of the person with this identifier; 0 when the person is not known.</summary>
    internal ulong KeyOf(ulong identifier) => Read(() => _people.KeyOf(identifier));

    /// <summary>Replaces the members by the people of a session. Its first batch removes the earlier members.</summary>
    internal UploadOutcome Replace(UploadPayload payload, UploadSessionParameter parameter, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_replacement is { } running && running.Id != parameter.Id && !running.IsOver(now))
            {
                throw GraphErrors.ReplacementRunning();
            }

            UploadOutcome outcome = Apply(payload, parameter, isRemoval: false, now, isReplacement: true);
            _account.Sessions.TryGet(parameter.Id, out _replacement);
            return outcome;
        }
    }

    /// <summary>Adds or removes the people of one batch, completely or not at all.</summary>
    internal UploadOutcome Apply(UploadPayload payload, UploadSessionParameter? parameter, bool isRemoval, DateTimeOffset now, bool isReplacement = false)
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

            if (isRemoval && MinPeople > 0 && _people.Count - payload.Rows < MinPeople)
            {
                throw GraphErrors.AudienceTooSmall();
            }

            UploadSession? session = parameter is null ? null : _account.Sessions.Enter(parameter, this, isRemoval, now);
            _dataSource = payload.Schema.DataSource;
            ContentUpdated = now;
            if (isReplacement && session?.Batches == 0)
            {
                _people.Clear();
            }

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

    /// <summary>When Meta would delete the audience, because it is not used; null when it would not.</summary>
    internal DateTimeOffset? DeleteTime => OperationStatus == 100 ? Updated.AddDays(90) : null;

    /// <summary>Applies the changes that are not null.</summary>
    internal void Change(string? name, string? description, IReadOnlyList<string>? labels, string? optOutLink, DateTimeOffset now)
    {
        lock (_gate)
        {
            _name = name ?? _name;
            _description = description ?? _description;
            Labels = labels ?? Labels;
            OptOutLink = optOutLink ?? OptOutLink;
            Updated = now;
        }
    }

    /// <summary>Removes people, also from an audience that is restricted or has another data source.</summary>
    internal void Forget(UploadPayload payload, DateTimeOffset now)
    {
        lock (_gate)
        {
            int before = _people.Count;
            Remove(payload);
            ContentUpdated = _people.Count < before ? now : ContentUpdated;
        }
    }

    /// <summary>Reads several values consistently.</summary>
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

    // Removed people are not matched.
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
