package relay.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** {@code GET /openapi}: the OpenAPI 3.1 document. */
@Path("openapi")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApiDocument {
  private static final String NAME = "openapi.json";

  @GET
  public String document() {
    try (InputStream in = ApiDocument.class.getResourceAsStream(NAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(NAME + " cannot be read from the archive", e);
    }
  }
}
