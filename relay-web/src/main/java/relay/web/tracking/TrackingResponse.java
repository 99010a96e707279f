package relay.web.tracking;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import relay.domain.tracking.TrackingAnswer;
import relay.domain.tracking.TrackingAnswer.Expired;
import relay.domain.tracking.TrackingAnswer.Nothing;
import relay.domain.tracking.TrackingAnswer.Onward;
import relay.domain.tracking.TrackingAnswer.Picture;
import relay.domain.tracking.TrackingAnswer.TooMany;
import relay.web.access.SecurityHeaders;
import relay.web.html.RecipientPage;
import relay.web.json.Json;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/** The answers in HTTP. */
final class TrackingResponse {
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String MINUTE_SECONDS = "60";
  private static final byte[] NO_BODY = {};
  private static final byte[] PICTURE =
      Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

  private TrackingResponse() {}

  /**
   * Sends an answer.
   *
   * @param withBody false to tell only what it would be
   */
  static void send(TrackingAnswer answer, HttpServletResponse response, boolean withBody)
      throws IOException {
    response.setHeader("Cache-Control", "no-store, max-age=0");
    response.setHeader(SecurityHeaders.RESOURCE_POLICY, "cross-origin");
    response.setHeader("X-Robots-Tag", "noindex, nofollow");
    SecurityHeaders.add(response::containsHeader, response::setHeader);
    byte[] body = head(answer, response);
    if (withBody) {
      response.getOutputStream().write(body);
    }
  }

  /** Sends a problem document. */
  static void send(Problem problem, HttpServletResponse response) throws IOException {
    SecurityHeaders.add(response::containsHeader, response::setHeader);
    byte[] body =
        Json.text(ProblemMapper.document(problem).build()).getBytes(StandardCharsets.UTF_8);
    start(response, problem.status(), ProblemMapper.MEDIA_TYPE, body);
    response.getOutputStream().write(body);
  }

  /** Everything but the body, which is returned. */
  private static byte[] head(TrackingAnswer answer, HttpServletResponse response) {
    if (answer instanceof Onward onward) {
      response.setStatus(HttpServletResponse.SC_FOUND);
      response.setHeader("Location", onward.target());
      response.setContentLength(0);
      return NO_BODY;
    }
    if (answer instanceof Picture) {
      return start(response, HttpServletResponse.SC_OK, "image/gif", PICTURE);
    }
    if (answer instanceof Nothing) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return NO_BODY;
    }
    if (answer instanceof Expired expired) {
      return page(response, HttpServletResponse.SC_GONE, old(expired.target()));
    }
    if (answer instanceof TooMany) {
      response.setHeader("Retry-After", MINUTE_SECONDS);
      return page(
          response,
          TOO_MANY_REQUESTS,
          RecipientPage.told(
              "Too many attempts",
              "Too many links that do not work were tried from here. Wait for a minute."));
    }
    return page(
        response,
        HttpServletResponse.SC_NOT_FOUND,
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

  private static byte[] page(HttpServletResponse response, int status, String page) {
    byte[] body = page.getBytes(StandardCharsets.UTF_8);
    return start(response, status, "text/html;charset=utf-8", body);
  }

  private static byte[] start(HttpServletResponse response, int status, String type, byte[] body) {
    response.setStatus(status);
    response.setContentType(type);
    response.setContentLength(body.length);
    return body;
  }
}
