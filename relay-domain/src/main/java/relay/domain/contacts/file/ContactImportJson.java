package relay.domain.contacts.file;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/** Imports as JSON. */
public final class ContactImportJson {
  private ContactImportJson() {}

  public static JsonObject write(ContactImport each) {
    JsonObjectBuilder out =
        ControlJson.object()
            .add("id", each.id())
            .add("tenant", each.tenant())
            .add("state", Fields.word(each.state()))
            .add("percent", each.percent())
            .add("size", each.size())
            .add("counts", each.counts().json())
            .add("order", ImportOrderJson.write(each.order()))
            .add("node", each.node())
            .add("author", each.author())
            .add("created_at", each.createdAt().toString());
    ControlJson.add(out, "ended_at", each.endedAt());
    ControlJson.add(out, "problem", each.problem());
    return out.build();
  }
}
