// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IDepositMinter } from "../interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { DepositHalt } from "./DepositHalt.sol";

/// @title Grief bonds: given back, forfeited, paid out
/// @dev The only place from which native coins leave. See `IEntanglementManager` for what it promises.
abstract contract DepositBonds is DepositHalt, ReentrancyGuardTransient {
    mapping(address account => uint256) private _balances;

    /// @inheritdoc IEntanglementManager
    function claimBonds(uint256[] calldata reqIds) external nonReentrant {
        if (reqIds.length == 0) revert EntanglementManager_NothingToClaim();
        for (uint256 i; i < reqIds.length; ++i) {
            uint256 reqId = reqIds[i];
            uint256 amountWei = _takeBonds(reqId);
            address to = _requests[reqId].requester;
            emit BondClaimed(reqId, to, amountWei);
            _send(to, amountWei);
        }
    }

    /// @inheritdoc IEntanglementManager
    function claimBalance() external nonReentrant {
        uint256 amountWei = _balances[msg.sender];
        if (amountWei == 0) revert EntanglementManager_NothingToClaim();
        _balances[msg.sender] = 0;
        emit BalanceClaimed(msg.sender, amountWei);
        _send(msg.sender, amountWei);
    }

    /// @inheritdoc IEntanglementManager
    function balanceOf(address account) external view returns (uint256 amountWei) {
        return _balances[account];
    }

    /// @dev The bond of `sats` of a share: half to its staker, half to the fee's recipient.
    function _forfeitBond(uint256 reqId, Share storage part, uint64 sats) internal {
        (uint256 stakerWei, uint256 poolWei) = BridgeAccounting.splitBond(BridgeAccounting.bondWei(sats, part.bondBps));
        _addBalance(IStakerRegistry(registry).stakerById(part.stakerId), reqId, stakerWei);
        _addBalance(IDepositMinter(minter).feeRecipient(), reqId, poolWei);
    }

    function _send(address to, uint256 amountWei) internal {
        (bool ok,) = to.call{ value: amountWei }("");
        if (!ok) revert EntanglementManager_TransferFailed(to, amountWei);
    }

    function _addBalance(address account, uint256 reqId, uint256 amountWei) internal {
        _balances[account] += amountWei;
        emit BalanceAdded(account, reqId, amountWei);
    }

    /// @dev Open shares keep theirs; whoever lost its bond has a rate of 0.
    function _takeBonds(uint256 reqId) private returns (uint256 amountWei) {
        Share storage first = _known(reqId, 0);
        uint256 count = _count(first.flags);
        for (uint256 share; share < count; ++share) {
            Share storage part = _shares[reqId][share];
            if (!_closed(part.state)) continue;
            amountWei += BridgeAccounting.bondWei(part.sats, part.bondBps);
            if (part.bondBps != 0) part.bondBps = 0;
        }
        if (amountWei != 0) return amountWei;
        DepositState state = first.state;
        if (!_closed(state)) revert EntanglementManager_WrongState(reqId, 0, state);
        revert EntanglementManager_NothingToClaim();
    }

    /// @dev Refundable keeps its bond only when it was proven in time and no room came.
    function _closed(DepositState state) private pure returns (bool) {
        return state == DepositState.Minted || state == DepositState.Cancelled || state == DepositState.Escrowed
            || state == DepositState.Refundable;
    }
}
