import { create } from 'zustand';
import type { DataId } from '../contract/options.ts';
import { FIRST_CHOICES, type RequestChoices, withData } from './choices.ts';

interface RequestState {
  readonly choices: RequestChoices;
  choicesChanged(choices: RequestChoices): void;
  dataChosen(data: DataId): void;
}

/** What the user chose for the model. It outlives a change of the connection. */
export const useRequest = create<RequestState>()((set) => ({
  choices: FIRST_CHOICES,
  choicesChanged: (choices) => set({ choices }),
  dataChosen: (data) => set(({ choices }) => ({ choices: withData(choices, data) })),
}));
