package relay.domain.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8058 3.2: the body is one name and value, as a form of either kind. */
class OneClickBodyTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "List-Unsubscribe=One-Click",
        "List-Unsubscribe=One-Click\r\n",
        " List-Unsubscribe=One-Click "
      })
  void shouldTakeTheFormThatProvidersPost(String body) {
    assertThat(is(FORM, body)).isTrue();
    assertThat(is("Application/X-WWW-Form-Urlencoded; charset=UTF-8", body)).isTrue();
    assertThat(is("", body)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "List-Unsubscribe",
        "List-Unsubscribe=",
        "List-Unsubscribe=One-Clic",
        "List-Unsubscribe=One-Click&x=y",
        "x=y&List-Unsubscribe=One-Click",
        "list-unsubscribe=one-click",
        "List-Unsubscribe=One-Click List-Unsubscribe=One-Click"
      })
  void shouldTakeNothingElse(String body) {
    assertThat(is(FORM, body)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", "text/html", "multipart/mixed"})
  void shouldTakeNoOtherType(String type) {
    assertThat(is(type, "List-Unsubscribe=One-Click")).isFalse();
  }

  @Test
  void shouldTakeAMultipartForm() {
    String body = part("form-data; name=\"List-Unsubscribe\"", "One-Click");

    assertThat(is("multipart/form-data; boundary=x", body)).isTrue();
    assertThat(is("multipart/form-data; boundary=\"x\"", body)).isTrue();
    assertThat(is("Multipart/Form-Data; Boundary=x; charset=utf-8", body)).isTrue();
    assertThat(is("multipart/form-data; boundary=x", body.replace("\r\n", "\n"))).isTrue();
    assertThat(is("multipart/form-data; boundary=x", body.strip())).isTrue();
  }

  @Test
  void shouldTakeNoMultipartFormThatSaysOtherwise() {
    String right = part("form-data; name=\"List-Unsubscribe\"", "One-Click");

    assertThat(multipart(part("form-data; name=\"List-Unsubscribe\"", "Two-Clicks"))).isFalse();
    assertThat(multipart(part("form-data; name=\"Subscribe\"", "One-Click"))).isFalse();
    assertThat(multipart(part("attachment; name=\"List-Unsubscribe\"", "One-Click"))).isFalse();
    assertThat(multipart(right.replace("--x--\r\n", "") + right)).isFalse();
    assertThat(multipart(right.replace("--x--", "--x"))).isFalse();
    assertThat(multipart("--x--")).isFalse();
    assertThat(multipart("--x\r\n--x--")).isFalse();
    assertThat(is("multipart/form-data", right)).isFalse();
    assertThat(is("multipart/form-data; boundary=", right)).isFalse();
    assertThat(is("multipart/form-data; boundary=" + "x".repeat(71), right)).isFalse();
  }

  @Test
  void shouldTakeNothingThatIsTooLong() {
    String padded = "List-Unsubscribe=One-Click" + " ".repeat(OneClickBody.OCTETS_MAX);

    assertThat(is(FORM, padded)).isFalse();
    assertThat(is(FORM, padded.substring(0, OneClickBody.OCTETS_MAX))).isTrue();
  }

  @Test
  void shouldAnswerWhateverComes() {
    long seed = 8058;
    var random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      byte[] body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      String type = random.nextBoolean() ? FORM : "multipart/form-data; boundary=x";

      assertThat(OneClickBody.is(type, body)).as("seed %d, round %d", seed, i).isFalse();
    }
  }

  private static boolean multipart(String body) {
    return is("multipart/form-data; boundary=x", body);
  }

  private static String part(String disposition, String value) {
    return "--x\r\nContent-Disposition: " + disposition + "\r\n\r\n" + value + "\r\n--x--\r\n";
  }

  private static boolean is(String type, String body) {
    return OneClickBody.is(type, body.getBytes(StandardCharsets.UTF_8));
  }
}
