package relay.web.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.automation.ContactWord;
import relay.domain.consent.ConsentAddresses;
import relay.domain.contacts.ContactDesk;
import relay.domain.contacts.ContactValues;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.json.PlainValues;
import relay.domain.template.CompiledTemplate;
import relay.domain.template.InvalidTemplate;
import relay.domain.template.Rendering;
import relay.domain.template.Template;
import relay.domain.template.TemplateData;
import relay.domain.template.TemplateDesk;
import relay.domain.template.TemplateVersion;
import relay.domain.template.Templates;
import relay.web.problem.Problem;

/** Renders the template that a path names, with the data of a request. */
@ApplicationScoped
public class AskedTemplate {
  private static final int NUMBER_MAX = 999_999_999;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
  private static final int ID_CHARS_SHOWN = 64;
  @Inject TemplateDesk desk;
  @Inject Templates templates;
  @Inject ContactDesk contacts;
  @Inject ConsentAddresses addresses;

  /**
   * A template with its data.
   *
   * @param hasOwnText whether its author wrote a text
   */
  record Asked(CompiledTemplate compiled, TemplateData data, boolean hasOwnText) {}

  /** As it is being written. */
  Template draft(String tenant, String id) {
    return desk.find(tenant, id)
        .orElseThrow(() -> Problem.in(404, "id", "there is no template " + shown(id)));
  }

  /**
   * @param number as somebody wrote it
   */
  TemplateVersion version(String tenant, String id, String number) {
    Optional<Integer> read =
        NUMBER.matcher(number).matches() ? Optional.of(Integer.valueOf(number)) : Optional.empty();
    return read.flatMap(n -> templates.find(tenant, id, Optional.of(n)))
        .orElseThrow(
            () ->
                Problem.in(
                    404,
                    "version",
                    "there is no version " + shown(number) + " of template " + shown(id)));
  }

  /**
   * @param wish with {@code data}, the {@code contact} whose own data it is laid over, and {@code
   *     version} when it is not the template as it is being written
   */
  Asked read(String tenant, String id, JsonObject wish) {
    Template draft = draft(tenant, id);
    try {
      Fields fields = new Fields(wish);
      int number = (int) fields.number("version", 1, NUMBER_MAX, 0);
      fields.within("data"); // refuses what is no object
      Map<String, Object> values = new LinkedHashMap<>();
      fields.text("contact").ifPresent(word -> values.putAll(contact(tenant, word)));
      if (wish.containsKey("data") && !wish.isNull("data")) {
        values.putAll(PlainValues.of(wish.getJsonObject("data")));
      }
      TemplateData data = addresses.example().in(data(values));
      return number > 0
          ? new Asked(templates.compiled(version(tenant, id, String.valueOf(number))), data, true)
          : new Asked(desk.compiled(draft), data, !draft.source().text().isBlank());
    } catch (InvalidField e) {
      throw Problem.in(422, e.field(), e.getMessage());
    } catch (InvalidTemplate e) {
      throw Problem.in(422, e.part(), e.getMessage());
    }
  }

  /** What a campaign would say to him; whoever reads templates reads contacts, too. */
  private Map<String, Object> contact(String tenant, String word) {
    return ContactWord.id(contacts, tenant, word)
        .flatMap(id -> contacts.find(tenant, id))
        .map(contact -> ContactValues.of(contact.fields()))
        .orElseThrow(() -> Problem.in(422, "contact", "must be the id or address of a contact"));
  }

  private static TemplateData data(Map<String, Object> values) {
    try {
      return TemplateData.of(values);
    } catch (IllegalArgumentException e) {
      throw Problem.in(422, "data", e.getMessage());
    }
  }

  /**
   * The words of the mail.
   *
   * @throws Problem 422 when this data gives none
   */
  Rendering.Rendered rendered(Asked asked) {
    Rendering rendering = templates.render(asked.compiled(), asked.data());
    if (rendering instanceof Rendering.Refused refused) {
      throw Problem.in(
          422, refused.missing().map(name -> "data." + name).orElse("template"), refused.why());
    }
    return (Rendering.Rendered) rendering;
  }

  private static String shown(String id) {
    return id.substring(0, Math.min(ID_CHARS_SHOWN, id.length()));
  }
}
