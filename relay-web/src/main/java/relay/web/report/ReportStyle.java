package relay.web.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import relay.domain.access.Right;
import relay.web.access.Needs;

/** {@code GET /report.css}: for screen and paper. */
@Path("report.css")
@Needs(Right.BE_HERE)
@ApplicationScoped
public class ReportStyle {
  private static final String NAME = "report.css";

  @GET
  @Produces("text/css; charset=utf-8")
  public Response style() {
    try (InputStream in = ReportStyle.class.getResourceAsStream(NAME)) {
      return Response.ok(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .header("Cache-Control", "max-age=600")
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(NAME + " cannot be read from the archive", e);
    }
  }
}
