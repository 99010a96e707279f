package relay.web.document;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Walks every operation of the API description that answers a list: all are read in pages. */
class EveryListTest {
  private static final JsonObject DOCUMENT = ApiDocument.content();
  private static final String FEW = "as many as there are in the program or the settings: few";
  private static final String FIGURES = "figures of a time, the greatest first, no list of things";

  /** Lists that are told whole, and why that is right. */
  private static final Map<String, String> WHOLE =
      Map.ofEntries(
          Map.entry("/api/v1/diagnose/dns", "one for each resolver of the settings"),
          Map.entry("/api/v1/diagnose/reply", "the parts of one answer"),
          Map.entry("/api/v1/diagnose/route", "the parts of one answer"),
          Map.entry("/api/v1/diagnose/tls", "the parts of one answer"),
          Map.entry("/api/v1/egress", "one for each source, as many as addresses of the machine"),
          Map.entry("/api/v1/jobs", FEW),
          Map.entry("/api/v1/messages/{id}/explain", "the parts of one answer"),
          Map.entry("/api/v1/messages/{id}/report", "the parts of one document"),
          Map.entry("/api/v1/nodes", "one for each node"),
          Map.entry("/api/v1/replies/unknown", FIGURES),
          Map.entry("/api/v1/route-profiles", FEW),
          Map.entry("/api/v1/route-spend", FIGURES),
          Map.entry("/api/v1/routes/{id}/health", "the targets of one route"),
          Map.entry("/api/v1/secrets", FEW),
          Map.entry("/api/v1/secrets/identity-keys", "two or three: old ones are forgotten"),
          Map.entry("/api/v1/session", "the rights of one"),
          Map.entry("/api/v1/settings", FEW),
          Map.entry("/api/v1/settings/diff", "what two versions differ in"),
          Map.entry("/api/v1/stats", FIGURES),
          Map.entry("/api/v1/suppressions/test", "the entries that hold one mail back"),
          Map.entry("/api/v1/tenants/{tenant}/domains/{id}/dns", "the records of one domain"),
          Map.entry("/api/v1/tenants/{tenant}/domains/{id}/keys", "the keys of one domain"),
          Map.entry("/api/v1/tenants/{tenant}/campaigns/compare", FIGURES),
          Map.entry("/api/v1/tenants/{tenant}/campaigns/{id}/report", FIGURES),
          Map.entry("/api/v1/tenants/{tenant}/campaigns/{id}/report/{by}", FIGURES),
          Map.entry("/api/v1/tenants/{tenant}/campaigns/{id}/report/link", FIGURES),
          Map.entry("/api/v1/tenants/{tenant}/series/{id}/next", "as many as are asked for"),
          Map.entry("/api/v1/tenants/{tenant}/reports/sources", FIGURES),
          Map.entry("/api/v1/tenants/{tenant}/reports/trend", FIGURES),
          Map.entry("/api/v1/tenants/{tenant}/tracking", FIGURES),
          Map.entry("/api/v1/tenants/{tenant}/contacts/{id}/consents", "the consents of one"),
          Map.entry(
              "/api/v1/tenants/{tenant}/contacts/{id}/consents/{list}/confirmation",
              "the mails of one, bounded by how many an address may have"),
          Map.entry("/api/v1/tenants/{tenant}/contact-imports", "the newest, a fixed number"),
          Map.entry(
              "/api/v1/tenants/{tenant}/webhooks/{id}/deliveries", "the newest, a fixed number"),
          Map.entry("/api/v1/webhooks/{id}/deliveries", "the newest, a fixed number"),
          Map.entry("/api/v1/tenants/{tenant}/segments/{id}/contacts", "a sample of a few"),
          Map.entry("/api/v1/tenants/{tenant}/sunset", "a sample of a few"),
          Map.entry("/api/v1/tenants/{tenant}/templates/{id}/versions", "those of one template"),
          Map.entry("/api/v1/warm-up-progress", "one for each source and provider"),
          Map.entry("/api/v1/warm-ups/{id}/forecast", "the days of one plan"),
          Map.entry("/health", "one for each part"),
          Map.entry("/health/live", "one for each part"),
          Map.entry("/health/ready", "one for each part"));

  @Test
  void shouldReadEveryListInPages() {
    Map<String, JsonObject> lists = lists();
    List<String> wrong = new ArrayList<>();
    lists.forEach(
        (path, operation) -> {
          boolean isPaged =
              parameters(operation).containsAll(List.of("limit", "cursor"))
                  && schema(operation).getJsonObject("properties").containsKey("next_cursor");
          if (isPaged == WHOLE.containsKey(path)) {
            wrong.add(path + (isPaged ? " is paged and needs no exception" : " is not paged"));
          }
        });

    assertThat(wrong).isEmpty();
    assertThat(lists).hasSizeGreaterThan(30);
  }

  /** GET operations whose answer has a list at its top; one thing may have a list of its own. */
  private static Map<String, JsonObject> lists() {
    Map<String, JsonObject> lists = new TreeMap<>();
    DOCUMENT
        .getJsonObject("paths")
        .forEach(
            (path, methods) -> {
              JsonObject get = methods.asJsonObject().getJsonObject("get");
              boolean isOneThing = path.endsWith("}");
              if (get != null && !isOneThing && hasList(schema(get))) {
                lists.put(path, get);
              }
            });
    return lists;
  }

  private static boolean hasList(JsonObject schema) {
    JsonObject properties = schema.getJsonObject("properties");
    return properties != null
        && properties.values().stream()
            .map(value -> resolved(value.asJsonObject()))
            .anyMatch(property -> property.getString("type", "").equals("array"));
  }

  private static JsonObject schema(JsonObject operation) {
    JsonObject answer = operation.getJsonObject("responses").getJsonObject("200");
    JsonObject content = answer == null ? null : answer.getJsonObject("content");
    JsonObject json = content == null ? null : content.getJsonObject("application/json");
    return json == null || !json.containsKey("schema")
        ? JsonValue.EMPTY_JSON_OBJECT
        : resolved(json.getJsonObject("schema"));
  }

  private static List<String> parameters(JsonObject operation) {
    return operation.getOrDefault("parameters", JsonValue.EMPTY_JSON_ARRAY).asJsonArray().stream()
        .map(parameter -> resolved(parameter.asJsonObject()).getString("name"))
        .toList();
  }

  private static JsonObject resolved(JsonObject part) {
    return part.containsKey("$ref")
        ? DOCUMENT.getValue(part.getString("$ref").substring(1)).asJsonObject()
        : part;
  }
}
