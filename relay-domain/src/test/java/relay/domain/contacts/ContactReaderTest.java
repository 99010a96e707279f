package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.contacts.Contacts.fields;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.InvalidField;

class ContactReaderTest {
  private static final String ANN =
      "{\"address\":\"Ann@Example.org\",\"attributes\":{\"age\":41,\"born\":\"1984-05-01\","
          + "\"name\":\"Ann\",\"tags\":[\"a\",\"b\"],\"vip\":true},"
          + "\"locale\":\"de-AT\",\"zone\":\"Europe/Vienna\"}";

  @Test
  void shouldReadAllOfAContactAndWriteItAgain() {
    ContactFields ann = fields(ANN);

    assertThat(ann.subject().text()).isEqualTo("ann@example.org");
    assertThat(ann.address().localPart()).isEqualTo("Ann");
    assertThat(ann.locale()).contains(Locale.forLanguageTag("de-AT"));
    assertThat(ann.zone()).contains(ZoneId.of("Europe/Vienna"));
    assertThat(ann.attributes()).hasSize(5);
    assertThat(fields(ContactJson.write(ann).toString())).isEqualTo(ann);
  }

  @Test
  void shouldNeedNothingButAnAddress() {
    ContactFields bob = fields("{\"address\":\" bob@example.org \"}");

    assertThat(bob.attributes()).isEmpty();
    assertThat(bob.locale()).isEmpty();
    assertThat(bob.zone()).isEmpty();
    assertThat(ContactJson.write(bob))
        .hasToString("{\"address\":\"bob@example.org\",\"attributes\":{}}");
  }

  @ParameterizedTest
  @CsvSource({
    "jörg@bücher.example, jörg@xn--bcher-kva.example",
    "JÖRG@xn--bcher-kva.example, jörg@xn--bcher-kva.example",
    "a@[192.0.2.1], a@[192.0.2.1]",
  })
  void shouldCompareAddressesAsTheSuppressionListDoes(String written, String subject) {
    assertThat(fields("{\"address\":\"" + written + "\"}").subject().text()).isEqualTo(subject);
  }

  @Test
  void shouldTakeNullForWhatIsNotKnown() {
    ContactFields bob =
        fields(
            "{\"address\":\"b@example.org\",\"zone\":null,\"locale\":null,"
                + "\"attributes\":{\"age\":null}}");

    assertThat(bob).isEqualTo(fields("{\"address\":\"b@example.org\",\"attributes\":null}"));
  }

  @ParameterizedTest
  @CsvSource({
    "address, '{}'",
    "address, '{\"address\":\"bob\"}'",
    "address, '{\"address\":\"a@b.example\\r\\nBcc: c@d.example\"}'",
    "address, '{\"address\":7}'",
    "locale, '{\"address\":\"a@b.example\",\"locale\":\"x y\"}'",
    "locale, '{\"address\":\"a@b.example\",\"locale\":\"\"}'",
    "zone, '{\"address\":\"a@b.example\",\"zone\":\"Mars/Base\"}'",
    "zone, '{\"address\":\"a@b.example\",\"zone\":\"../../etc\"}'",
    "attributes, '{\"address\":\"a@b.example\",\"attributes\":[]}'",
    "attributes.size, '{\"address\":\"a@b.example\",\"attributes\":{\"size\":1}}'",
    "attributes.age, '{\"address\":\"a@b.example\",\"attributes\":{\"age\":\"old\"}}'",
    "attributes.tags, '{\"address\":\"a@b.example\",\"attributes\":{\"tags\":\"a\"}}'",
    "adress, '{\"address\":\"a@b.example\",\"adress\":\"x\"}'",
    "consents, '{\"address\":\"a@b.example\",\"consents\":{}}'",
  })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> fields(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBoundWhatItSaysOfANameThatIsNotDeclared() {
    String name = "x".repeat(5_000);

    assertThatThrownBy(
            () -> fields("{\"address\":\"a@b.example\",\"attributes\":{\"" + name + "\":1}}"))
        .hasMessageContaining("is not declared")
        .satisfies(e -> assertThat(e.getMessage().length()).isLessThan(200));
  }

  @Test
  void shouldTellAllOfAContactAsJson() {
    Contact contact =
        new Contact(
            "acme",
            "7",
            fields(ANN),
            Map.of("weekly", ConsentState.PENDING, "news", ConsentState.CONFIRMED),
            ContactFrequency.WEEKLY,
            Contacts.NOON,
            Contacts.NOON,
            3);

    assertThat(ContactJson.write(contact))
        .hasToString(
            "{\"id\":\"7\",\"tenant\":\"acme\",\"version\":3,\"address\":\"Ann@example.org\","
                + "\"locale\":\"de-AT\",\"zone\":\"Europe/Vienna\",\"attributes\":{\"age\":41,"
                + "\"born\":\"1984-05-01\",\"name\":\"Ann\",\"tags\":[\"a\",\"b\"],\"vip\":true},"
                + "\"consents\":{\"news\":\"confirmed\",\"weekly\":\"pending\"},"
                + "\"frequency\":\"weekly\","
                + "\"created_at\":\"2026-01-31T12:00:00Z\","
                + "\"changed_at\":\"2026-01-31T12:00:00Z\"}");
  }

  @Test
  void shouldTellAProofAsJson() {
    Consent proof = Contacts.consent(Contacts.NEWS, ConsentState.PENDING, ConsentSource.ONE_CLICK);

    assertThat(ContactJson.write(proof))
        .hasToString(
            "{\"list\":\"news\",\"state\":\"pending\",\"source\":\"one-click\","
                + "\"at\":\"2026-01-31T12:00:00Z\",\"ip\":\"192.0.2.7\"}");
  }
}
