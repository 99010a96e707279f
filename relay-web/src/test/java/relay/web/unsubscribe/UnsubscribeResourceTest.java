package relay.web.unsubscribe;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.unsubscribe.UnsubscribeLaboratory;
import relay.web.HttpPeer;

/** The link as browsers, mailbox providers and mail scanners use it. */
class UnsubscribeResourceTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String ONE_CLICK = "List-Unsubscribe=One-Click";
  private final UnsubscribeLaboratory laboratory = new UnsubscribeLaboratory();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new UnsubscribeResource();
    resource.door = laboratory.door;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldUnsubscribeByOnePostWithoutLoginCookieOrRedirection() {
    HttpResponse<String> answer = post(laboratory.token(), FORM, ONE_CLICK);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(answer.body()).contains("You are unsubscribed").doesNotContain("bob@");
    assertThat(laboratory.isHeldBack()).isTrue();
    assertThat(laboratory.events()).hasSize(1);
  }

  @Test
  void shouldUnderstandTheOtherKindOfForm() {
    String body =
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";

    assertThat(post(laboratory.token(), "multipart/form-data; boundary=x", body).statusCode())
        .isEqualTo(200);
    assertThat(laboratory.isHeldBack()).isTrue();
  }

  @Test
  void shouldShowAPageWithAFormAndChangeNothingByGet() {
    HttpResponse<String> answer = peer.get("/u/" + laboratory.token());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(answer.body())
        .contains("<html lang=\"en\">", "<main>", "<h1>Unsubscribe</h1>", "<form method=\"post\">")
        .contains("name=\"List-Unsubscribe\" value=\"One-Click\"", "<button type=\"submit\">")
        .doesNotContain("<script", "onclick", "bob@", "acme");
    assertThat(laboratory.isHeldBack()).isFalse();
    assertThat(laboratory.events()).isEmpty();
  }

  @Test
  void shouldTakeThePostOfItsOwnPageAsABrowserSendsItWithoutAReferrer() {
    var answer =
        peer.send(
            peer.request("/u/" + laboratory.token())
                .header("Content-Type", FORM)
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(ONE_CLICK)));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(laboratory.isHeldBack()).isTrue();
  }

  @Test
  void shouldNotMindAWrongLogin() {
    var answer =
        peer.send(
            peer.request("/u/" + laboratory.token())
                .header("Authorization", HttpPeer.basic("nobody", "wrong"))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(ONE_CLICK)));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "List-Unsubscribe=",
        "List-Unsubscribe=One-Click&more=1",
        "list-unsubscribe=one-click",
        "One-Click"
      })
  void shouldUnsubscribeByTheExactBodyOnly(String body) {
    HttpResponse<String> answer = post(laboratory.token(), FORM, body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Nothing was changed");
    assertThat(laboratory.isHeldBack()).isFalse();
  }

  @Test
  void shouldSayThatAForgedLinkDoesNotWorkAndCountIt() {
    String forged = "2" + "a".repeat(31);

    assertThat(peer.get("/u/" + forged).statusCode()).isEqualTo(404);
    HttpResponse<String> answer = post(forged, FORM, ONE_CLICK);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("This link does not work", "Nothing was changed");
    assertThat(laboratory.isHeldBack()).isFalse();
    assertThat(laboratory.ignored()).hasSize(1);
  }

  @Test
  void shouldSayThatAnOldLinkIsTooOld() {
    String token = laboratory.token();
    laboratory.passDays(91);

    assertThat(peer.get("/u/" + token).statusCode()).isEqualTo(410);
    assertThat(post(token, FORM, ONE_CLICK).body()).contains("too old");
    assertThat(laboratory.isHeldBack()).isFalse();
  }

  @Test
  void shouldAskToComeAgainWhileTheDatabaseIsAway() {
    laboratory.isDatabaseDown = true;

    HttpResponse<String> answer = post(laboratory.token(), FORM, ONE_CLICK);

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    assertThat(peer.get("/u/" + laboratory.token()).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldStopWhoTriesManyWrongLinksAndStillTakeAGenuineOne() {
    HttpResponse<String> last = null;
    for (int i = 0; i <= UnsubscribeLaboratory.WRONG_PER_MINUTE; i++) {
      last = peer.get("/u/nonsense" + i);
    }

    assertThat(last.statusCode()).isEqualTo(429);
    assertThat(last.headers().firstValue("Retry-After")).contains("60");
    assertThat(post(laboratory.token(), FORM, ONE_CLICK).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> post(String token, String type, String body) {
    return peer.send(
        peer.request("/u/" + token)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }
}
