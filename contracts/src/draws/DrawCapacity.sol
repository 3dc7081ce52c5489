// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IStakerSelector } from "../interfaces/IStakerSelector.sol";
import { SumMaxTree } from "../libraries/SumMaxTree.sol";
import { DrawWeights } from "./DrawWeights.sol";

/// @title What is left for new deposits while draws are open
/// @dev See `IStakerSelector` for what it promises.
abstract contract DrawCapacity is IStakerSelector, DrawWeights {
    using SumMaxTree for mapping(uint256 => uint256);

    /// @inheritdoc IStakerSelector
    function available() external view returns (uint64 sats) {
        return _available(_load());
    }

    /// @inheritdoc IStakerSelector
    function utilisation(uint64 extraSats) external view returns (uint256 utilisationBps) {
        return _utilisation(_load(), extraSats);
    }

    /// @inheritdoc IStakerSelector
    function held() external view returns (uint64 sats) {
        return _load().held;
    }

    /// @inheritdoc IStakerSelector
    function used() external view returns (uint64 sats) {
        return _load().used;
    }

    /// @inheritdoc IStakerSelector
    function stakers() external view returns (uint256 count) {
        return _load().stakers;
    }

    /// @dev What is certain to be placed after all open draws, wherever they fall. With `H` held and the weights f₁ ≥ f₂ …
    /// of the five heaviest, an amount `a` is certain when f₁ ≥ a and Σ max(0, fᵢ − a) ≥ H: to leave nobody who carries
    /// `a`, the open draws would have to take more than fᵢ − a from each of them. The largest such `a` is the largest of
    /// (f₁ + … + f_k − H) / k.
    function _available(State memory state) internal view returns (uint64 sats) {
        if (state.held == 0) return uint64(_nodes.maximum(state.levels) * QUANTUM);
        (uint256[5] memory found, uint256 count) = _nodes.largest(state.levels);
        uint256 sum;
        for (uint256 k = 1; k <= count; ++k) {
            sum += (found[k - 1] >> 40) * QUANTUM;
            if (sum <= state.held) continue;
            uint64 candidate = uint64((sum - state.held) / k);
            if (candidate > sats) sats = candidate;
        }
        // Whole quanta only: the draw looks for the heaviest by weight, and weights are whole quanta.
        sats -= sats % uint64(QUANTUM);
    }

    /// @dev rounded up, so that the bond's rate is never too low
    function _utilisation(State memory state, uint256 extraSats) internal view returns (uint256) {
        uint256 taken = uint256(state.used) + state.held + extraSats;
        uint256 all = state.used + _nodes.total(state.levels) * QUANTUM;
        if (taken >= all) return 10_000;
        return (taken * 10_000 + all - 1) / all;
    }

    function _changeUsed(int64 usedDelta) internal {
        State memory state = _load();
        if (usedDelta < 0) state.used -= uint64(-usedDelta);
        else state.used += uint64(usedDelta);
        _store(state);
    }
}
