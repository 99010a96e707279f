package relay.domain.contacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.contacts.Contacts.NOON;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.InvalidField;

class ConsentReaderTest {
  @Test
  void shouldReadAllOfAConsent() {
    Consent consent =
        read(
            "{\"state\":\"confirmed\",\"source\":\"form\",\"at\":\"2025-12-24T18:00:00Z\","
                + "\"ip\":\"2001:db8::1\",\"wording\":\" newsletter v3 \",\"origin\":\"fair\"}");

    assertThat(consent)
        .isEqualTo(
            new Consent(
                "news",
                ConsentState.CONFIRMED,
                ConsentSource.FORM,
                Instant.parse("2025-12-24T18:00:00Z"),
                Optional.of("2001:db8:0:0:0:0:0:1"),
                "newsletter v3",
                "fair"));
  }

  @Test
  void shouldTakeNowAndTheProgramWhereNothingIsSaid() {
    assertThat(read("{\"state\":\"pending\"}"))
        .isEqualTo(
            new Consent(
                "news", ConsentState.PENDING, ConsentSource.API, NOON, Optional.empty(), "", ""));
  }

  @Test
  void shouldTakeNowForATimeThatIsStillToCome() {
    assertThat(read("{\"state\":\"pending\",\"at\":\"2099-01-01T00:00:00Z\"}").at())
        .isEqualTo(NOON);
  }

  @ParameterizedTest
  @CsvSource({
    "state, '{}'",
    "state, '{\"state\":\"maybe\"}'",
    "source, '{\"state\":\"confirmed\",\"source\":\"link\"}'",
    "source, '{\"state\":\"confirmed\",\"source\":\"import\"}'",
    "source, '{\"state\":\"confirmed\",\"source\":\"preferences\"}'",
    "source, '{\"state\":\"confirmed\",\"source\":\"one-click\"}'",
    "source, '{\"state\":\"confirmed\",\"source\":\"hearsay\"}'",
    "ip, '{\"state\":\"confirmed\",\"ip\":\"www.example.org\"}'",
    "ip, '{\"state\":\"confirmed\",\"ip\":\"192.0.2.256\"}'",
    "ip, '{\"state\":\"confirmed\",\"ip\":\"\"}'",
    "at, '{\"state\":\"confirmed\",\"at\":\"yesterday\"}'",
    "wording, '{\"state\":\"confirmed\",\"wording\":\"a\\nb\"}'",
    "wording, '{\"state\":\"confirmed\",\"wording\":7}'",
    "sate, '{\"state\":\"confirmed\",\"sate\":\"x\"}'",
  })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBoundTheWording() {
    String longest = "x".repeat(Consent.WORDING_CHARS_MAX);

    assertThat(read("{\"state\":\"pending\",\"wording\":\"" + longest + "\"}").wording())
        .isEqualTo(longest);
    assertThatThrownBy(() -> read("{\"state\":\"pending\",\"wording\":\"" + longest + "x\"}"))
        .isInstanceOf(InvalidField.class);
  }

  @Test
  void shouldKnowEveryStateAndSourceByItsLabel() {
    for (ConsentState state : ConsentState.values()) {
      assertThat(ConsentState.labelled(state.label())).contains(state);
    }
    for (ConsentSource source : ConsentSource.values()) {
      assertThat(ConsentSource.labelled(source.label())).contains(source);
    }
    assertThat(ConsentState.labelled("CONFIRMED")).isEmpty();
    assertThat(ConsentSource.labelled("")).isEmpty();
  }

  private static Consent read(String json) {
    return ConsentReader.read("news", ControlJson.read(json), NOON);
  }
}
