package relay.web.document;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import relay.domain.access.Right;
import relay.web.access.Needs;
import relay.web.json.Json;

/**
 * {@code GET /openapi}: the OpenAPI 3.1 document. Its server is the root under which it was asked
 * for, so that its paths are right on a server that runs other applications beside the relay.
 */
@Path("openapi")
@Needs(Right.BE_HERE)
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApiDocument {
  private static final String NAME = "openapi.json";

  private static final String ROOT_OF_HOST = "\"url\": \"/\"";

  @GET
  public String document(@Context UriInfo request) {
    String root = request.getBaseUri().getRawPath();
    return root.equals("/")
        ? text()
        : text().replace(ROOT_OF_HOST, "\"url\": \"" + withoutLastSlash(root) + "\"");
  }

  private static String withoutLastSlash(String root) {
    return root.endsWith("/") ? root.substring(0, root.length() - 1) : root;
  }

  /** What it says, the server aside. */
  public static JsonObject content() {
    return Json.readObject(text())
        .orElseThrow(() -> new IllegalStateException(NAME + " is no JSON object"));
  }

  /** As it stands in the archive. */
  static String text() {
    try (InputStream in = ApiDocument.class.getResourceAsStream(NAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(NAME + " cannot be read from the archive", e);
    }
  }
}
