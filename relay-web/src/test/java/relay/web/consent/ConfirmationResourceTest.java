package relay.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.consent.ConsentLaboratory;
import relay.domain.contacts.ConsentState;
import relay.web.HttpPeer;
import relay.web.tracking.VisitorReaders;

/** The link of a mail that asks to confirm, as browsers and mail scanners use it. */
class ConfirmationResourceTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private final ConsentLaboratory laboratory = new ConsentLaboratory();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new ConfirmationResource();
    resource.door = laboratory.confirmations;
    resource.visitors = VisitorReaders.direct();
    peer = HttpPeer.of(resource);
    laboratory.says(ConsentLaboratory.OFFERS, ConsentState.PENDING);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<String> post(String word, String body) {
    return peer.send(
        peer.request("/confirm/" + word)
            .header("Content-Type", FORM)
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void shouldShowAPageWithAButtonAndChangeNothingByGet() {
    HttpResponse<String> answer = peer.get("/confirm/" + laboratory.confirmWord());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(answer.body())
        .contains("<html lang=\"en\">", "<h1>Confirm Offers &amp; more</h1>", "One mail a month")
        .contains("<form method=\"post\">", "name=\"confirm\" value=\"yes\"")
        .contains("<button type=\"submit\">Confirm</button>")
        .doesNotContain("<script", "ann@", "acme");
    assertThat(laboratory.state(ConsentLaboratory.OFFERS)).contains(ConsentState.PENDING);
  }

  @Test
  void shouldConfirmByOnePostWithoutLoginCookieOrRedirection() {
    HttpResponse<String> answer = post(laboratory.confirmWord(), "confirm=yes");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(answer.body()).contains("Thank you", "Offers &amp; more");
    assertThat(laboratory.state(ConsentLaboratory.OFFERS)).contains(ConsentState.CONFIRMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "confirm=no", "confirm=yes&confirm=yes", "List-Unsubscribe=One-Click"})
  void shouldConfirmNothingByAnotherBody(String body) {
    assertThat(post(laboratory.confirmWord(), body).statusCode()).isEqualTo(400);
    assertThat(laboratory.state(ConsentLaboratory.OFFERS)).contains(ConsentState.PENDING);
  }

  @Test
  void shouldAnswer404ToALinkThatWasTamperedWith() {
    String word = laboratory.confirmWord();
    char other = word.charAt(20) == 'A' ? 'B' : 'A';
    String tampered = word.substring(0, 20) + other + word.substring(21);

    assertThat(peer.get("/confirm/" + tampered).statusCode()).isEqualTo(404);
    assertThat(post(tampered, "confirm=yes").statusCode()).isEqualTo(404);
    assertThat(peer.get("/confirm/" + laboratory.preferenceWord()).statusCode()).isEqualTo(404);
    assertThat(laboratory.state(ConsentLaboratory.OFFERS)).contains(ConsentState.PENDING);
  }

  @Test
  void shouldSayThatALinkIsTooOldOrOfNoUseAnyMore() {
    String word = laboratory.confirmWord();
    laboratory.says(ConsentLaboratory.OFFERS, ConsentState.UNSUBSCRIBED);
    assertThat(post(word, "confirm=yes").statusCode()).isEqualTo(410);

    laboratory.passDays(8);

    assertThat(peer.get("/confirm/" + word).statusCode()).isEqualTo(410);
    assertThat(peer.get("/confirm/" + word).body()).contains("too old");
  }

  @Test
  void shouldAskToComeBackWhileTheDatabaseIsAway() {
    laboratory.suppressions.isDatabaseDown = true;

    HttpResponse<String> answer = post(laboratory.confirmWord(), "confirm=yes");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }
}
