using MessengerMarketing.Customers;
using MessengerMarketing.Customers.Filters;
using Xunit;

namespace MessengerMarketing.Tests.Customers.Filters;

public sealed class DuplicateFilterTests
{
    [Fact]
    public void Recent_people_are_recognized_and_new_people_are_never_left_out()
    {
        var filter = new DuplicateFilter(capacity: 1000);
        for (ulong person = 1; person <= 10_500; person++)
        {
            Assert.Equal(RejectReason.None, filter.Judge(Person(person)));
        }

        for (ulong person = 9501; person <= 10_500; person++)
        {
            Assert.Equal(RejectReason.Duplicate, filter.Judge(Person(person)));
        }

        Assert.Equal(RejectReason.None, filter.Judge(Person(1)));
    }

    [Fact]
    public void A_row_without_identifiers_is_not_a_duplicate()
    {
        var filter = new DuplicateFilter();

        Assert.Equal(RejectReason.None, filter.Judge(default));
        Assert.Equal(RejectReason.None, filter.Judge(default));
    }

    [Fact]
    public void The_same_value_as_address_and_as_number_is_two_identifiers()
    {
        var filter = new DuplicateFilter();
        var both = new PersonHashes(new PersonHash(7, 7), new PersonHash(7, 7));

        Assert.Equal(RejectReason.None, filter.Judge(both));
        Assert.Equal(RejectReason.Duplicate, filter.Judge(both));
    }

    private static PersonHashes Person(ulong number) => new(new PersonHash(number * 0x9E3779B97F4A7C15, number), default);
}
