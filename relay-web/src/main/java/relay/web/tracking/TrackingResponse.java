package relay.web.tracking;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Base64;
import relay.domain.tracking.TrackingAnswer;
import relay.domain.tracking.TrackingAnswer.Expired;
import relay.domain.tracking.TrackingAnswer.Nothing;
import relay.domain.tracking.TrackingAnswer.Onward;
import relay.domain.tracking.TrackingAnswer.Picture;
import relay.domain.tracking.TrackingAnswer.TooMany;
import relay.web.access.SecurityHeaders;
import relay.web.html.RecipientPage;

/** The answers in HTTP. */
final class TrackingResponse {
  private static final long MINUTE_SECONDS = 60;
  private static final byte[] PICTURE =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private TrackingResponse() {}

  static Response of(TrackingAnswer answer) {
    return build(answer)
        .header(HttpHeaders.CACHE_CONTROL, "no-store, max-age=0")
        .header(SecurityHeaders.RESOURCE_POLICY, "cross-origin")
        .header("X-Robots-Tag", "noindex, nofollow")
        .build();
  }

  private static Response.ResponseBuilder build(TrackingAnswer answer) {
    if (answer instanceof Onward onward) {
      return Response.status(Response.Status.FOUND).header(HttpHeaders.LOCATION, onward.target());
    }
    if (answer instanceof Picture) {
      return Response.ok(PICTURE, "image/gif");
    }
    if (answer instanceof Nothing) {
      return Response.noContent();
    }
    if (answer instanceof Expired expired) {
      return page(410, old(expired.target()));
    }
    if (answer instanceof TooMany) {
      return page(
              429,
              RecipientPage.told(
                  "Too many attempts",
                  "Too many links that do not work were tried from here. Wait for a minute."))
          .header(HttpHeaders.RETRY_AFTER, MINUTE_SECONDS);
    }
    return page(
        404,
        RecipientPage.told(
            "This link does not work",
            "It is not complete, or not one of ours. Copy the whole link from the mail."));
  }

  private static String old(String target) {
    return RecipientPage.of(
        "This link is old",
        html -> {
          html.element(
              "p",
              "It was sent a long time ago, and what it leads to may have changed. This is the"
                  + " address; open it if you trust it:",
              "role",
              "status");
          html.open("p").element("a", target, "href", target, "rel", "noopener noreferrer");
          html.close("p");
        });
  }

  private static Response.ResponseBuilder page(int status, String page) {
    return Response.status(status).type("text/html; charset=utf-8").entity(page);
  }
}
