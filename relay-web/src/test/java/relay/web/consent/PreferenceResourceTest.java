package relay.web.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.consent.ConsentLaboratory;
import relay.domain.contacts.ConsentState;
import relay.domain.contacts.ContactFrequency;
import relay.domain.contacts.Contacts;
import relay.domain.html.HtmlToken;
import relay.domain.html.HtmlTokenizer;
import relay.domain.mail.Lane;
import relay.web.HttpPeer;
import relay.web.tracking.VisitorReaders;

/** The preference page as browsers and mail scanners use it. */
class PreferenceResourceTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private final ConsentLaboratory laboratory = new ConsentLaboratory();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new PreferenceResource();
    resource.door = laboratory.preferences;
    resource.visitors = VisitorReaders.direct();
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private HttpResponse<String> get(String word) {
    return peer.get("/preferences/" + word);
  }

  private HttpResponse<String> post(String word, String type, String body) {
    return peer.send(
        peer.request("/preferences/" + word)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> post(String body) {
    return post(laboratory.preferenceWord(), FORM, body);
  }

  private static List<HtmlToken.Tag> tags(String html, String name) {
    return HtmlTokenizer.read(html).stream()
        .filter(HtmlToken.Tag.class::isInstance)
        .map(HtmlToken.Tag.class::cast)
        .filter(tag -> !tag.isEnd() && tag.name().equals(name))
        .toList();
  }

  private static String value(String html, HtmlToken.Tag tag, String attribute) {
    return tag.attribute(attribute).map(each -> each.value(html)).orElse("");
  }

  @Test
  void shouldBeAPageThatIsReadAloudWell() {
    laboratory.says(ConsentLaboratory.OFFERS, ConsentState.PENDING);

    String html = get(laboratory.preferenceWord()).body();

    assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
    assertThat(tags(html, "h1")).hasSize(1);
    assertThat(tags(html, "main")).hasSize(1);
    assertThat(tags(html, "title")).hasSize(1);
    assertThat(tags(html, "fieldset")).hasSameSizeAs(tags(html, "legend")).hasSize(2);
    assertThat(tags(html, "form"))
        .hasSize(2)
        .allSatisfy(
            form -> {
              assertThat(value(html, form, "method")).isEqualTo("post");
              assertThat(form.attribute("action")).isEmpty();
            });
    assertThat(tags(html, "script")).isEmpty();
    assertThat(html).doesNotContain("onclick", "ann@", "acme", "style=");
  }

  @Test
  void shouldLabelWhateverCanBeChosenAndNameNothingTwice() {
    String html = get(laboratory.preferenceWord()).body();
    Set<String> labelled = new HashSet<>();
    tags(html, "label").forEach(label -> labelled.add(value(html, label, "for")));
    Set<String> ids = new HashSet<>();

    for (HtmlToken.Tag input : tags(html, "input")) {
      if (!value(html, input, "type").equals("hidden")) {
        String id = value(html, input, "id");
        assertThat(labelled).contains(id);
        assertThat(ids.add(id)).isTrue();
      }
    }
    for (HtmlToken.Tag span : tags(html, "span")) {
      assertThat(ids.add(value(html, span, "id"))).isTrue();
    }
    assertThat(ids).contains("list-offers", "about-offers", "often-weekly");
    assertThat(ids)
        .containsAll(
            tags(html, "input").stream()
                .map(input -> value(html, input, "aria-describedby"))
                .filter(id -> !id.isEmpty())
                .toList());
  }

  @Test
  void shouldEscapeWhatTheTenantWrote() {
    assertThat(get(laboratory.preferenceWord()).body())
        .contains("Offers &amp; more")
        .doesNotContain("Offers & more");
  }

  @Test
  void shouldChangeNothingByGet() {
    laboratory.chose(ConsentLaboratory.OFFERS, ConsentState.CONFIRMED);
    long version = laboratory.ann().version();

    HttpResponse<String> answer = get(laboratory.preferenceWord());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(laboratory.ann().version()).isEqualTo(version);
    assertThat(answer.body())
        .contains("value=\"offers\" aria-describedby=\"about-offers\" checked=\"checked\"");
  }

  @Test
  void shouldSaveWhatTheFormSaysAndShowIt() {
    HttpResponse<String> answer = post("shown=offers&on=offers&frequency=monthly&action=save");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(answer.body())
        .contains("role=\"status\"", "Saved", "value=\"monthly\" checked=\"checked\"");
    assertThat(laboratory.state(ConsentLaboratory.OFFERS)).contains(ConsentState.CONFIRMED);
    assertThat(laboratory.ann().frequency()).isEqualTo(ContactFrequency.MONTHLY);
  }

  @Test
  void shouldTurnEverythingOffWithOneButton() {
    laboratory.chose(Contacts.NEWS, ConsentState.CONFIRMED);

    HttpResponse<String> answer = post("action=all-off");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("no more mail of any list");
    assertThat(laboratory.state(Contacts.NEWS)).contains(ConsentState.UNSUBSCRIBED);
    assertThat(laboratory.isHeldBack(Lane.BULK)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "action=nothing", "List-Unsubscribe=One-Click", "action=save&on=x"})
  void shouldRefuseWhatThePageDoesNotSend(String body) {
    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("Nothing was changed");
  }

  @Test
  void shouldRefuseBodiesThatPagesOfOthersMaySendWithoutAsking() {
    assertThat(post(laboratory.preferenceWord(), "text/plain", "action=all-off").statusCode())
        .isEqualTo(400);
    assertThat(laboratory.isHeldBack(Lane.BULK)).isFalse();
  }

  @Test
  void shouldTakeThePostOfItsOwnPageAsABrowserSendsIt() {
    var answer =
        peer.send(
            peer.request("/preferences/" + laboratory.preferenceWord())
                .header("Content-Type", FORM)
                .header("Origin", "null")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString("action=all-off")));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAnswer404ToALinkThatWasTamperedWith() {
    String word = laboratory.preferenceWord();
    char other = word.charAt(20) == 'A' ? 'B' : 'A';
    String tampered = word.substring(0, 20) + other + word.substring(21);

    assertThat(get(tampered).statusCode()).isEqualTo(404);
    assertThat(post(tampered, FORM, "action=all-off").statusCode()).isEqualTo(404);
    assertThat(laboratory.isHeldBack(Lane.BULK)).isFalse();
  }

  @Test
  void shouldTellLinksThatAreOldOrAboutNobodyApart() {
    String word = laboratory.preferenceWord();
    laboratory.forget();
    assertThat(get(word).statusCode()).isEqualTo(410);

    laboratory.passDays(91);

    assertThat(get(word).statusCode()).isEqualTo(410);
    assertThat(get(word).body()).contains("too old");
  }

  @Test
  void shouldBoundWrongLinksOfAClientAndAskToComeBackLater() {
    for (int i = 0; i < ConsentLaboratory.WRONG_PER_MINUTE; i++) {
      assertThat(get("x" + i).statusCode()).isEqualTo(404);
    }

    HttpResponse<String> answer = get("x");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    assertThat(get(laboratory.preferenceWord()).statusCode()).isEqualTo(200);
  }

  @Test
  void shouldAskToComeBackWhileTheDatabaseIsAway() {
    laboratory.suppressions.isDatabaseDown = true;

    HttpResponse<String> answer = post("action=all-off");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).contains("5");
  }

  @Test
  void shouldTellBrowsersToRunAndFrameNothing() {
    var headers = get(laboratory.preferenceWord()).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "form-action 'self'", "frame-ancestors 'none'");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Cache-Control")).contains("no-store");
  }
}
