package relay.domain.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "alice@a.example | alice@a.example",
        "Alice <alice@a.example> | alice@a.example",
        "Alice A. Smith <alice@a.example> | alice@a.example",
        "\"bob@b.example\" <alice@a.example> | alice@a.example",
        "\"Smith, \\\"Al\\\"\" < alice@a.example > | alice@a.example",
        "alice@a.example (bob@b.example (and) so on) | alice@a.example",
        "Group: alice@a.example, Bob <bob@b.example>; | alice@a.example bob@b.example",
        "<@one.example,@two.example:alice@a.example> | alice@a.example",
        "\"a b\"@a.example | \"a b\"@a.example",
        "alice@[IPv6:2001:db8::1] | alice@[ipv6:2001:db8::1]",
        "alice@a.example, , bob@b.example | alice@a.example bob@b.example",
        "=?utf-8?q?Al=40x?= <alice@a.example> | alice@a.example",
        "alice @ a.example | alice@a.example",
        "alice (of Acme) @a.example | alice@a.example",
        "alice@ a . example | alice@a.example",
        "a . b@a.example | a.b@a.example",
        "\"a b\" @a.example | \"a b\"@a.example",
        "< alice (x) @ a.example > | alice@a.example",
        "alice@[ 192.0.2.1 ] | alice@[192.0.2.1]",
      })
  void shouldFindTheAddresses(String value, String addresses) {
    AddressList list = AddressList.parse(value);

    assertThat(list.whole()).as(value).isTrue();
    assertThat(list.addresses().stream().map(Object::toString).toList())
        .containsExactly(addresses.split(" (?=[^\"]*$|\"[a-z])"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob@b.example <alice@a.example>",
        "Alice alice@a.example",
        "<alice@a.example> bob@b.example",
        "<alice@a.example> <bob@b.example>",
        "<alice@a.example",
        "alice@a.example>",
        "alice",
        "<>",
        "ali ce@a.example",
        "alice(x)b@a.example",
        "alice@a b.example",
        "<ali ce@a.example>",
        "a@[192.0.2.1",
        "\"alice@a.example",
        "alice@a.example (bob",
        "\"a\"b\"c\"@a.example",
      })
  void shouldSayWhenSomethingIsNoAddress(String value) {
    assertThat(AddressList.parse(value).whole()).as(value).isFalse();
  }

  @Test
  void shouldReadAnEmptyFieldAsNoAddresses() {
    assertThat(AddressList.parse("  ")).isEqualTo(new AddressList(java.util.List.of(), true));
  }
}
