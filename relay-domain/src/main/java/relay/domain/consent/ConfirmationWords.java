package relay.domain.consent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import relay.domain.contacts.Contact;
import relay.domain.contacts.ContactList;
import relay.domain.contacts.ContactValues;
import relay.domain.template.CompiledTemplate;
import relay.domain.template.MissingValue;
import relay.domain.template.RecipientLinks;
import relay.domain.template.Rendering;
import relay.domain.template.TemplateData;
import relay.domain.template.TemplateSource;
import relay.domain.template.TemplateVersion;
import relay.domain.template.Templates;

/** What a mail says that asks to confirm a list. Asks memory only; thread-safe. */
final class ConfirmationWords {
  /** Names of what templates may say beside what is known of the contact. */
  static final String URL = ConsentAddresses.CONFIRM_URL;

  static final String TITLE = "list_title";
  static final String DESCRIPTION = "list_description";

  /** Raised whenever the text below changes: proofs name it. */
  private static final String OWN_WORDING = "built-in text 1";

  private static final CompiledTemplate OWN =
      CompiledTemplate.of(
          new TemplateSource(
              "Please confirm: {{list_title}}",
              "",
              "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                  + "<title>Please confirm</title></head>\n<body>\n"
                  + "<p>Somebody, probably you, asked for this address to be put on the list"
                  + " <b>{{list_title}}</b>.</p>\n"
                  + "{{#list_description}}<p>{{list_description}}</p>\n{{/list_description}}"
                  + "<p>To get its mail, open this page and press the button:</p>\n"
                  + "<p><a href=\"{{confirm_url}}\">Confirm {{list_title}}</a></p>\n"
                  + "<p>If it was not you, do nothing: nothing is sent unless you confirm.</p>\n"
                  + "</body></html>\n",
              "Somebody, probably you, asked for this address to be put on the list\n"
                  + "{{list_title}}.\n\n"
                  + "{{#list_description}}\n{{list_description}}\n\n{{/list_description}}\n"
                  + "To get its mail, open this page and press the button:\n\n"
                  + "{{confirm_url}}\n\n"
                  + "If it was not you, do nothing: nothing is sent unless you confirm.\n",
              Map.of(),
              MissingValue.EMPTY),
          (id, part) -> Optional.empty());

  private final Templates templates;

  ConfirmationWords(Templates templates) {
    this.templates = templates;
  }

  /**
   * A text and its name.
   *
   * @param wording what proofs call it: {@code confirm@3}
   */
  record Text(CompiledTemplate template, String wording) {}

  /** The text of a list; empty when its template has no published version. */
  Optional<Text> of(ContactList list) {
    Optional<String> named = list.confirmation().flatMap(asks -> asks.template());
    if (named.isEmpty()) {
      return Optional.of(new Text(OWN, OWN_WORDING));
    }
    Optional<TemplateVersion> version =
        templates.find(list.tenant(), named.get(), Optional.empty());
    return version.map(
        found -> new Text(templates.compiled(found), named.get() + "@" + found.number()));
  }

  /** The words for a contact. */
  Rendering write(Text text, Contact contact, ContactList list, String url, RecipientLinks links) {
    Map<String, Object> values = new LinkedHashMap<>(ContactValues.of(contact.fields()));
    values.put(URL, url);
    values.put(TITLE, list.shownTitle());
    values.put(DESCRIPTION, list.description());
    return templates.render(text.template(), links.in(TemplateData.of(values)));
  }
}
