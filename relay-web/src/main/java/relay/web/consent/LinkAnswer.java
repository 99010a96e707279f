package relay.web.consent;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import relay.domain.consent.FormBody;
import relay.domain.unsubscribe.LinkOutcome;
import relay.web.html.RecipientPage;

/** What the pages of links have in common. */
final class LinkAnswer {
  static final String HTML = "text/html; charset=utf-8";
  private static final long SOON_SECONDS = 5;
  private static final long MINUTE_SECONDS = 60;

  private LinkAnswer() {}

  /** The form that a request brings; empty when it is none. */
  static Optional<Map<String, List<String>>> form(HttpHeaders headers, InputStream body)
      throws IOException {
    String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    byte[] octets = body == null ? new byte[0] : body.readNBytes(FormBody.OCTETS_MAX + 1);
    return FormBody.read(type == null ? "" : type, octets);
  }

  /** For a request that is no form of ours. */
  static Response notOurForm() {
    return Response.status(400)
        .entity(
            RecipientPage.told(
                "Nothing was changed",
                "This request is not what the page sends. Open the link, and press the button."))
        .build();
  }

  /** For everything but DONE. */
  static Response refused(LinkOutcome outcome) {
    return switch (outcome) {
      case DONE -> throw new IllegalArgumentException("a link that works has a page of its own");
      case FORGED ->
          told(
              404,
              "This link does not work",
              "It is not complete, or not one of ours. Nothing was changed. Copy the whole link from"
                  + " the mail.");
      case EXPIRED ->
          told(
              410,
              "This link is too old",
              "Nothing was changed. Use the link of a newer mail, or sign up again.");
      case FORGOTTEN ->
          told(
              410,
              "This link has no use any more",
              "What it was for has been removed, or was changed since. Nothing was changed now. Sign"
                  + " up again if you want mail.");
      case LATER ->
          later(
              told(
                  503,
                  "Please try again",
                  "Nothing was changed yet. Load this page again in a few seconds."),
              SOON_SECONDS);
      case TOO_MANY ->
          later(
              told(
                  429,
                  "Too many attempts",
                  "Too many links that do not work were tried from here. Wait for a minute."),
              MINUTE_SECONDS);
    };
  }

  private static Response later(Response answer, long seconds) {
    return Response.fromResponse(answer).header(HttpHeaders.RETRY_AFTER, seconds).build();
  }

  private static Response told(int status, String title, String sentence) {
    return Response.status(status).entity(RecipientPage.told(title, sentence)).build();
  }
}
