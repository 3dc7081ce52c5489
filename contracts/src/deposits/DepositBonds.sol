// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import { IEntanglementManager } from "../interfaces/IEntanglementManager.sol";
import { IStakerRegistry } from "../interfaces/IStakerRegistry.sol";
import { BridgeAccounting } from "../libraries/BridgeAccounting.sol";
import { DepositState } from "../types/BridgeTypes.sol";
import { DepositBook } from "./DepositBook.sol";
import { DepositRules } from "./DepositRules.sol";

/// @title Grief bonds: given back, forfeited, paid out
/// @dev The only place from which native coins leave. See `IEntanglementManager` for what it promises.
abstract contract DepositBonds is DepositBook, DepositRules, ReentrancyGuardTransient {
    mapping(address account => uint256) private _balances;

    /// @inheritdoc IEntanglementManager
    function claimBonds(uint256[] calldata reqIds) external nonReentrant {
        if (reqIds.length == 0) revert EntanglementManager_NothingToClaim();
        for (uint256 i; i < reqIds.length; ++i) {
            uint256 reqId = reqIds[i];
            Deposit storage deposit = _known(reqId, 0);
            DepositState state = deposit.state;
            if (state != DepositState.Minted && state != DepositState.Cancelled) {
                revert EntanglementManager_WrongState(reqId, 0, state);
            }
            uint256 amountWei = BridgeAccounting.bondWei(deposit.sats, deposit.bondBps);
            if (amountWei == 0) revert EntanglementManager_NothingToClaim();
            deposit.bondBps = 0;
            address to = deposit.requester;
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

    function _forfeitBond(uint256 reqId, Deposit storage deposit) internal {
        uint256 amountWei = BridgeAccounting.bondWei(deposit.sats, deposit.bondBps);
        deposit.bondBps = 0;
        (uint256 stakerWei, uint256 poolWei) = BridgeAccounting.splitBond(amountWei);
        _addBalance(IStakerRegistry(registry).stakerById(deposit.stakerId), reqId, stakerWei);
        _addBalance(_mintRules.feeRecipient, reqId, poolWei);
    }

    function _send(address to, uint256 amountWei) internal {
        (bool ok,) = to.call{ value: amountWei }("");
        if (!ok) revert EntanglementManager_TransferFailed(to, amountWei);
    }

    function _addBalance(address account, uint256 reqId, uint256 amountWei) private {
        _balances[account] += amountWei;
        emit BalanceAdded(account, reqId, amountWei);
    }
}
