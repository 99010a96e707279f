package relay.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.mail.EmailAddress;

class UnsubscribeFieldsTest {
  private static final String TOKEN = "2" + "a".repeat(31);
  private static final EmailAddress MAIL_TO =
      EmailAddress.parse("u-" + TOKEN + "@bounce.acme.example");

  @Test
  void shouldOfferALinkForOneClickAndAnAddress() {
    assertThat(fields(Optional.of(URI.create("https://mail.example.com/"))))
        .isEqualTo(
            "List-Unsubscribe: <https://mail.example.com/u/"
                + TOKEN
                + ">,\r\n <mailto:u-"
                + TOKEN
                + "@bounce.acme.example?subject=unsubscribe>\r\n"
                + "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n");
  }

  @Test
  void shouldOfferTheAddressAloneWhereThereIsNoWayOverHttp() {
    String fields = fields(Optional.empty());

    assertThat(fields)
        .startsWith("List-Unsubscribe: <mailto:u-")
        .doesNotContain("http", "List-Unsubscribe-Post");
    assertThat(fields.lines()).hasSize(1);
  }

  @Test
  void shouldBeginWithThePathBelowWhichTheRelayIsReached() {
    assertThat(fields(Optional.of(URI.create("https://example.com/relay/"))))
        .contains("<https://example.com/relay/u/" + TOKEN + ">");
  }

  @Test
  void shouldStayWithinTheLengthOfALine() {
    var url = URI.create("https://" + "a".repeat(60) + ".example/" + "b".repeat(120) + "/");

    assertThat(fields(Optional.of(url)).split("\r\n"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(998))
        .hasSize(3);
    assertThat(Arrays.stream(fields(Optional.of(url)).split("\r\n")).skip(1).findFirst())
        .hasValueSatisfying(line -> assertThat(line).startsWith(" <mailto:"));
  }

  private static String fields(Optional<URI> url) {
    return new String(UnsubscribeFields.of(url, TOKEN, MAIL_TO), StandardCharsets.US_ASCII);
  }
}
