package relay.domain.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.transport.StsPolicy.Mode;

/** RFC 8461 3 and 4.1. */
class StsPolicyTest {
  private static final String USUAL =
      "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\n"
          + "mx: backupmx.example.com\r\nmax_age: 604800\r\n";

  @Test
  void shouldReadThePolicyOfTheRfc() {
    StsPolicy policy = StsPolicy.parse(USUAL);

    assertThat(policy.mode()).isEqualTo(Mode.ENFORCE);
    assertThat(policy.hosts())
        .containsExactly("mail.example.com", "*.example.net", "backupmx.example.com");
    assertThat(policy.maxAge()).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void shouldReadLinesThatEndWithoutReturn() {
    assertThat(StsPolicy.parse(USUAL.replace("\r", ""))).isEqualTo(StsPolicy.parse(USUAL));
    assertThat(StsPolicy.parse(USUAL.strip())).isEqualTo(StsPolicy.parse(USUAL));
  }

  @Test
  void shouldPassOverFieldsItDoesNotKnowAndRepeatedOnes() {
    String more = USUAL + "colour: green\r\nmode: none\r\nmax_age: 1\r\n";

    assertThat(StsPolicy.parse(more)).isEqualTo(StsPolicy.parse(USUAL));
  }

  @Test
  void shouldNotKeepAPolicyForMoreThanAYear() {
    assertThat(StsPolicy.parse(USUAL.replace("604800", "9999999999")).maxAge())
        .isEqualTo(Duration.ofSeconds(31_557_600));
  }

  @Test
  void shouldNeedNoHostsWhenItDemandsNothing() {
    StsPolicy policy = StsPolicy.parse("version: STSv1\nmode: none\nmax_age: 60");

    assertThat(policy).isEqualTo(new StsPolicy(Mode.NONE, List.of(), Duration.ofMinutes(1)));
    assertThat(StsPolicy.parse(USUAL.replace("enforce", "testing")).mode()).isEqualTo(Mode.TESTING);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>not found</html>",
        "version: STSv2\nmode: enforce\nmx: a.example\nmax_age: 60",
        "mode: enforce\nmx: a.example\nmax_age: 60",
        "version: STSv1\nmx: a.example\nmax_age: 60",
        "version: STSv1\nmode: strict\nmx: a.example\nmax_age: 60",
        "version: STSv1\nmode: enforce\nmax_age: 60",
        "version: STSv1\nmode: enforce\nmx: a.example",
        "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: soon",
        "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: -1",
        "version: STSv1\nmode: enforce\nmx: a b\nmax_age: 60",
        "version: STSv1\nmode: enforce\nmx: a.*.example\nmax_age: 60",
        "version: STSv1\nmode: enforce\nmx: *\nmax_age: 60",
        "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 60\nnonsense"
      })
  void shouldRefuseWhatIsNoPolicy(String text) {
    assertThatThrownBy(() -> StsPolicy.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void shouldRefuseAPolicyWithoutEndOfHosts() {
    String text = "version: STSv1\nmode: enforce\nmax_age: 60\n" + "mx: a.example\n".repeat(1001);

    assertThatThrownBy(() -> StsPolicy.parse(text)).hasMessageContaining("1000");
  }

  @ParameterizedTest
  @CsvSource({
    "mail.example.com, true",
    "MAIL.Example.COM, true",
    "a.example.net, true",
    "a.b.example.net, false",
    "example.net, false",
    "other.example.com, false",
    "notexample.net, false"
  })
  void shouldCoverTheHostsItNamesAndOneLabelUnderAStar(String host, boolean covered) {
    assertThat(StsPolicy.parse(USUAL).covers(host)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "v=STSv1; id=20160831085700Z; | 20160831085700Z",
        "v=STSv1;id=1 | 1",
        "v=STSv1 ; id = 7 ; more=x | 7",
        "v=STSv1; more=x; id=7 | 7",
        "v=STSv1; | -",
        "v=STSv1; id=; | -",
        "v=STSv1; id=not-letters; | -",
        "v=STSv1; id=123456789012345678901234567890123 | -",
        "v=STSv2; id=1 | -",
        "v=spf1 -all | -",
        "v=spf1 -all & v=STSv1; id=2 | 2",
        "v=STSv1; id=1 & v=STSv1; id=2 | -"
      })
  void shouldReadTheIdOfTheOnlyRecord(String texts, String id) {
    List<String> records = Arrays.stream(texts.split("&")).map(String::strip).toList();

    assertThat(StsPolicy.idIn(records).orElse(null)).isEqualTo(id);
  }
}
