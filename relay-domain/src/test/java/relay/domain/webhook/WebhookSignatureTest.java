package relay.domain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

  /** The example of the Standard Webhooks specification. */
  @Test
  void shouldSignAsTheSpecificationsExample() {
    String signature =
        WebhookSignature.of(
            List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1614265330,
            BODY);

    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void shouldSignWithEachSecretThatIsValid() {
    String one = WebhookSignature.secret(new Random(1));
    String two = WebhookSignature.secret(new Random(2));

    String both = WebhookSignature.of(List.of(one, two), "id", 1, BODY);

    assertThat(both.split(" "))
        .containsExactly(
            WebhookSignature.of(List.of(one), "id", 1, BODY),
            WebhookSignature.of(List.of(two), "id", 1, BODY));
  }

  @Test
  void shouldSignIdTimeAndEveryOctet() {
    List<String> secrets = List.of(WebhookSignature.secret(new Random(1)));
    String signature = WebhookSignature.of(secrets, "id", 1, BODY);
    byte[] other = BODY.clone();
    other[other.length - 1]++;

    assertThat(WebhookSignature.of(secrets, "ie", 1, BODY)).isNotEqualTo(signature);
    assertThat(WebhookSignature.of(secrets, "id", 2, BODY)).isNotEqualTo(signature);
    assertThat(WebhookSignature.of(secrets, "id", 1, other)).isNotEqualTo(signature);
  }

  @Test
  void shouldMakeSecretsOf256Bits() {
    String secret = WebhookSignature.secret(new Random(1));

    assertThat(secret).startsWith("whsec_").isNotEqualTo(WebhookSignature.secret(new Random(2)));
    assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length()))).hasSize(32);
  }
}
