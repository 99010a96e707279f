package relay.web.tracking;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import relay.domain.access.Right;
import relay.domain.tracking.TrackingAnswer;
import relay.domain.tracking.TrackingDoor;
import relay.domain.tracking.Visitor;
import relay.web.access.Needs;
import relay.web.problem.Problem;
import relay.web.problem.ProblemMapper;

/**
 * {@code /c/WORD}, a tracked link, and {@code /o/WORD}, the picture of a tracked mail. Parameters
 * that programs on the way put behind either mean nothing.
 *
 * <p>A servlet, and no resource of Jakarta REST as everything else is: these are asked for
 * thousands of times a second when a campaign has gone out, and REST took half of the processor
 * time (ADR 40). What its filters do for the others is done here, or not needed: no body is read,
 * so none can be slow, and nobody logs in.
 */
@WebServlet({TrackingServlet.CLICKS + "/*", TrackingServlet.OPENS + "/*"})
@Needs(Right.BE_HERE)
public class TrackingServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  static final String CLICKS = "/c";
  static final String OPENS = "/o";
  private static final String METHODS = "GET, HEAD";

  // a servlet is serializable by its kind alone
  @Inject transient TrackingDoor door;
  @Inject transient VisitorReader visitors;

  /** Of all methods, so that the server answers none of the others by itself (TRACE). */
  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      switch (request.getMethod()) {
        case "GET" -> doGet(request, response);
        case "HEAD" -> doHead(request, response);
        default -> {
          response.setHeader("Allow", METHODS);
          TrackingResponse.send(
              Problem.of(405, "this address takes " + METHODS + " only"), response);
        }
      }
    } catch (RuntimeException e) {
      TrackingResponse.send(ProblemMapper.problemOf(e), response);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    TrackingResponse.send(answer(request, visitors.read(request, true)), response, true);
  }

  /** The same answer without a body; counts as nothing, for no person asks so. */
  @Override
  protected void doHead(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    TrackingResponse.send(answer(request, visitors.read(request, false)), response, false);
  }

  private TrackingAnswer answer(HttpServletRequest request, Visitor visitor) {
    String word = word(request.getPathInfo());
    return request.getServletPath().equals(OPENS)
        ? door.open(word, visitor)
        : door.click(word, visitor);
  }

  /** Programs that tidy addresses put a slash behind them. */
  private static String word(String rest) {
    if (rest == null) {
      return "";
    }
    int end = rest.length() > 1 && rest.endsWith("/") ? rest.length() - 1 : rest.length();
    return rest.substring(1, end);
  }
}
