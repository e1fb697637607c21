// What a user reads in the list of participants.
import { plural } from "../time.js"
import { figure } from "../page/figure.js"

const people = ["участник", "участника", "участников"]

export const texts = {
  title: "Список участников",
  close: "Закрыть список",
  collection: title => "Сбор «" + title + "»",
  search: "Поиск",
  searchHint: "Логин или название",
  find: "Найти",
  region: "Регион",
  everyRegion: "Все регионы",
  filter: "Статус",
  all: "Все",
  states: { idle: "Не приступило", work: "В работе", done: "Сдано" },
  chip: (name, count) => name + " · " + figure(count),
  columns: { login: "Логин", name: "Пользователь", state: "Статус", term: "Срок", filled: "Полнота", started_at: "Дата начала работы", submitted_at: "Дата подачи", data: "Данные" },
  idleTitle: "Список пользователей, не приступивших к сбору данных",
  open: login => "Открыть данные " + login,
  filled: (filled, required) => figure(filled) + " из " + figure(required),
  errors: n => "ошибок\u00a0" + figure(n),
  differs: n => "отличается от сданного: " + figure(n) + " " + plural(n, ["ячейка", "ячейки", "ячеек"]),
  found: n => figure(n) + " " + plural(n, people),
  shown: (first, last, total) => (first === last ? figure(first) : figure(first) + "–" + figure(last)) + " из " + figure(total),
  loading: "Загрузка…",
  pages: "Страницы списка",
  idlePages: "Страницы списка не приступивших",
  reset: "Показать всех",
  zone: "Время московское.",

  nobodyHere: "В этом регионе участников сбора нет.",
  nobodyHereNote: "Выберите другой регион или вернитесь ко всем.",
  nobody: "В этом сборе пока нет участников.",
  nobodyNote: "Здесь появятся организации, которым нужно сдать данные.",
  notFound: q => "По запросу «" + q + "» никого не найдено.",
  notFoundNote: "Проверьте логин или часть названия либо снимите фильтр.",
  noneStarted: "К сбору данных еще никто не приступил.",
  noneStartedNote: "Здесь появятся организации, начавшие ввод данных, с датами и полнотой заполнения.",
  noneWork: "Сейчас никто не заполняет форму.",
  noneWorkNote: "Здесь появятся организации, которые начали ввод данных и еще не сдали отчет.",
  noneDone: "Отчетов еще никто не сдал.",
  noneDoneNote: "Здесь появятся организации, сдавшие отчет хотя бы один раз.",
  noneIdle: "Все участники приступили к сбору данных.",
}
